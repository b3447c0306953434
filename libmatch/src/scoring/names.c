/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include <libmatch/matcher.h>

#include <stddef.h>
#include <string.h>

static const char *
name_of(const char *const *names, size_t count, int value)
{
    return value >= 0 && (size_t)value < count ? names[value] : "";
}

const char *
match_grade_name(match_grade grade)
{
    static const char *const names[] = {"unknown", "start", "partial", "strong"};
    return name_of(names, sizeof names / sizeof names[0], (int)grade);
}

const char *
match_standing_name(match_standing standing)
{
    static const char *const names[] = {"shown", "flagged", "demoted", "blocked"};
    return name_of(names, sizeof names / sizeof names[0], (int)standing);
}

const char *
match_adjustment_name(match_adjustment adjustment)
{
    static const char *const names[] = {"none", "met", "met_with_adjustment", "ask", "barrier"};
    return name_of(names, sizeof names / sizeof names[0], (int)adjustment);
}

const char *
match_part_state_name(match_part_state state)
{
    static const char *const names[] = {"not_applicable", "unknown", "known"};
    return name_of(names, sizeof names / sizeof names[0], (int)state);
}

const char *
match_line_state_name(match_line_state state)
{
    static const char *const names[] = {"missing", "partial", "level_unknown", "met",
                                        "unresolved", "to_confirm"};
    return name_of(names, sizeof names / sizeof names[0], (int)state);
}

const char *
match_wish_name(match_wish wish)
{
    static const char *const names[] = {"",       "first",         "towards_first",
                                        "second", "towards_second", "third",
                                        "towards_third", "far",    "not_wished"};
    return name_of(names, sizeof names / sizeof names[0], (int)wish);
}

static const struct {
    const char *english;
    const char *lao;
} reason_texts[MATCH_REASON_COUNT] = {
    [MATCH_REASON_CLOSED] = {"Applications have closed", "ປິດຮັບສະໝັກແລ້ວ"},
    [MATCH_REASON_NOT_YET_OPEN] = {"Applications are not yet open", "ຍັງບໍ່ທັນເປີດຮັບສະໝັກ"},
    [MATCH_REASON_NO_SEATS] = {"No openings or seats are left", "ຕຳແໜ່ງ ຫຼື ບ່ອນຮຽນເຕັມແລ້ວ"},
    [MATCH_REASON_WORKER_FEE] = {"The worker would have to pay for the job",
                                 "ຜູ້ອອກແຮງງານຕ້ອງຈ່າຍຄ່າທຳນຽມເອງ"},
    [MATCH_REASON_LICENCE_EXPIRED] = {"The licence of the recruiter has expired",
                                      "ໃບອະນຸຍາດຂອງຜູ້ຈັດຫາງານໝົດອາຍຸແລ້ວ"},
    [MATCH_REASON_LICENCE_MISSING] = {"The agency names no licence",
                                      "ບໍລິສັດຈັດຫາງານບໍ່ໄດ້ລະບຸໃບອະນຸຍາດ"},
    [MATCH_REASON_RECRUITER_SANCTIONED] = {"The recruiter is under a sanction",
                                           "ຜູ້ຈັດຫາງານກຳລັງຖືກມາດຕະການລົງໂທດ"},
    [MATCH_REASON_WAGE_BELOW_MINIMUM] = {"The wage is below the minimum wage",
                                         "ຄ່າແຮງງານຕ່ຳກວ່າຄ່າແຮງງານຂັ້ນຕ່ຳທີ່ລັດກຳນົດ"},
    [MATCH_REASON_HAZARDOUS_UNDER_18] = {"Hazardous work is not allowed under 18",
                                         "ຫ້າມຜູ້ມີອາຍຸຕ່ຳກວ່າ 18 ປີ ເຮັດວຽກອັນຕະລາຍ"},
    [MATCH_REASON_UNDER_AGE] = {"Below the least age for work",
                                "ອາຍຸຍັງບໍ່ຮອດເກນທີ່ກົດໝາຍອະນຸຍາດໃຫ້ເຮັດວຽກ"},
    [MATCH_REASON_AGE_UNKNOWN] = {"A rule on age applies and the age is not known",
                                  "ມີເກນກຳນົດອາຍຸ ແຕ່ບໍ່ຮູ້ອາຍຸຂອງຜູ້ກ່ຽວ"},
    [MATCH_REASON_ADVERTISEMENT_RESTRICTION] =
        {"The advertisement restricts sex, age, looks or marital status; this was left out",
         "ປະກາດຈຳກັດເພດ, ອາຍຸ, ຮູບຮ່າງໜ້າຕາ ຫຼື ສະຖານະພາບຄອບຄົວ ເຊິ່ງບໍ່ໄດ້ນຳມາພິຈາລະນາ"},
    [MATCH_REASON_TERMS_INCOMPLETE] = {"Wage, hours, contract or place is not stated",
                                       "ຍັງບໍ່ລະບຸຄ່າແຮງງານ, ເວລາເຮັດວຽກ, ສັນຍາ "
                                       "ຫຼື ສະຖານທີ່ໃຫ້ຄົບ"},
    [MATCH_REASON_ADMISSION_AGE] = {"The age is outside what the provider admits",
                                    "ອາຍຸບໍ່ຢູ່ໃນເກນຮັບເຂົ້າຂອງຜູ້ຈັດ"},
    [MATCH_REASON_ADMISSION_SCHOOLING] = {"The schooling is below what the provider admits",
                                          "ລະດັບການສຶກສາຕ່ຳກວ່າເກນຮັບເຂົ້າຂອງຜູ້ຈັດ"},
    [MATCH_REASON_ADMISSION_TRAINING] = {"Other training has to come first",
                                         "ຕ້ອງຮຽນຫຼັກສູດອື່ນໃຫ້ສຳເລັດກ່ອນ"},
    [MATCH_REASON_BOARDING_NEEDED] = {"Lodging is needed and not stated to be offered",
                                      "ຕ້ອງການທີ່ພັກ ແຕ່ບໍ່ໄດ້ລະບຸວ່າມີທີ່ພັກໃຫ້"},
    [MATCH_REASON_WAGE_BELOW_WANTED] = {"The wage is below what the person would work for",
                                        "ຄ່າແຮງງານຕ່ຳກວ່າທີ່ຜູ້ກ່ຽວຕ້ອງການ"},
    [MATCH_REASON_NOT_AVAILABLE] = {"The person is not available at that time",
                                    "ຜູ້ກ່ຽວບໍ່ວ່າງໃນເວລານັ້ນ"},
};

const char *
match_reason_text(match_reason reason, const char *language)
{
    if ((unsigned)reason >= MATCH_REASON_COUNT) {
        return "";
    }
    if (language && strncmp(language, "lo", 2) == 0 &&
        (language[2] == '\0' || language[2] == '-')) {
        return reason_texts[reason].lao;
    }
    return reason_texts[reason].english;
}
