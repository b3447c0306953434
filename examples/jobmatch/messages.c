/* SPDX-License-Identifier: Apache-2.0 */
#include <config.h>

#include "messages.h"

#include <stddef.h>
#include <string.h>

struct pair {
    const char *english;
    const char *lao;
};

static const struct pair texts[MSG_COUNT] = {
    [MSG_DAY] = {"day", "ວັນທີ"},
    [MSG_TAXONOMY] = {"taxonomy", "ບັນຊີທັກສະ"},
    [MSG_POLICY] = {"policy", "ນະໂຍບາຍ"},
    [MSG_ADVICE_ONLY] = {"Suggestions for counselling only: the person decides.",
                         "ເປັນພຽງຄຳແນະນຳເພື່ອປຶກສາເທົ່ານັ້ນ: ຜູ້ກ່ຽວເປັນຜູ້ຕັດສິນໃຈເອງ."},
    [MSG_WANTS] = {"wants: %s", "ຕ້ອງການ: %s"},
    [MSG_PLACE_UNKNOWN] = {"place not known", "ບໍ່ຮູ້ບ່ອນຢູ່"},
    [MSG_NOBODY] = {"Nobody to list.", "ບໍ່ມີຜູ້ໃດໃນລາຍການ."},
    [MSG_NOTHING] = {"Nothing to list.", "ບໍ່ມີຫຍັງໃນລາຍການ."},

    [MSG_WHERE] = {"where", "ບ່ອນ"},
    [MSG_TERMS] = {"terms", "ເງື່ອນໄຂ"},
    [MSG_HAS] = {"has", "ມີແລ້ວ"},
    [MSG_NEEDS] = {"needs", "ຍັງຂາດ"},
    [MSG_ALSO_GOOD] = {"also good", "ຖ້າມີກໍດີ"},
    [MSG_TEACHES] = {"teaches", "ສອນ"},
    [MSG_UNLOCKS] = {"leads to", "ນຳໄປສູ່"},
    [MSG_NOTE] = {"note", "ໝາຍເຫດ"},
    [MSG_ADJUSTMENT] = {"adjustment", "ການຊ່ວຍປັບ"},

    [MSG_LEVEL_UNKNOWN] = {"level not known", "ບໍ່ຮູ້ລະດັບ"},
    [MSG_ASKED] = {"(asked: %s)", "(ຕ້ອງການ: %s)"},
    [MSG_THROUGH] = {"in part through %s", "ບາງສ່ວນຈາກ %s"},
    [MSG_NOT_IN_TAXONOMY] = {"%s (not in the taxonomy, counted in part)",
                             "%s (ບໍ່ມີໃນບັນຊີທັກສະ, ນັບບາງສ່ວນ)"},
    [MSG_NOTHING_ASKED] = {"no skills are stated: ask", "ບໍ່ໄດ້ລະບຸທັກສະ: ໃຫ້ຖາມເພີ່ມ"},
    [MSG_OPENINGS] = {"openings: %s", "ຮັບ %s ຄົນ"},
    [MSG_SEATS] = {"free places: %s", "ຍັງຮັບໄດ້ %s ຄົນ"},
    [MSG_WEEKS] = {"weeks: %s", "%s ອາທິດ"},
    [MSG_COST] = {"costs %s LAK in all", "ຄ່າໃຊ້ຈ່າຍທັງໝົດ %s ກີບ"},
    [MSG_NO_COST] = {"free of charge", "ບໍ່ເສຍຄ່າ"},
    [MSG_AMOUNT] = {"worth %s LAK", "ມູນຄ່າ %s ກີບ"},
    [MSG_LODGING_FREE] = {"free lodging", "ມີທີ່ພັກໃຫ້ຟຣີ"},
    [MSG_LODGING] = {"lodging", "ມີທີ່ພັກ"},
    [MSG_CLOSES] = {"apply until %s", "ສະໝັກກ່ອນ %s"},
    [MSG_STARTS] = {"starts %s", "ເລີ່ມ %s"},
    [MSG_ALREADY_KNOWN] = {"known already", "ຮູ້ແລ້ວ"},
    [MSG_WAGE_UP_TO] = {"%s LAK a month", "%s ກີບຕໍ່ເດືອນ"},
    [MSG_CLOSING_BEFORE] = {"closing before the course ends: %s", "ປິດຮັບກ່ອນຮຽນຈົບ: %s"},
    [MSG_FOLLOW_UP] = {"follow up with the employer", "ໃຫ້ຕິດຕາມກັບນາຍຈ້າງ"},

    [MSG_NEXT] = {"Next steps", "ບາດກ້າວຕໍ່ໄປ"},
    [MSG_COURSE] = {"course %s", "ຫຼັກສູດ %s"},
    [MSG_OPENS] = {"opens %s", "ເປີດໂອກາດໃຫ້ %s"},
    [MSG_HELPS_WITH] = {"helps with %s", "ຊ່ວຍສຳລັບ %s"},
    [MSG_OTHERS] = {"and %s more", "ແລະ ອີກ %s"},
    [MSG_CONFIRM] = {"unverified: a skill test would confirm it",
                     "ຍັງບໍ່ໄດ້ຢັ້ງຢືນ: ການທົດສອບທັກສະຈະຊ່ວຍຢັ້ງຢືນໄດ້"},
    [MSG_UNASKED] = {"not asked for by any current vacancy",
                     "ຕອນນີ້ບໍ່ມີຕຳແໜ່ງງານວ່າງໃດຕ້ອງການ"},
    [MSG_NO_SKILLS] = {"No skills are recorded. Nothing is ruled out: what fits is not known yet.",
                       "ຍັງບໍ່ໄດ້ບັນທຶກທັກສະ. ບໍ່ໄດ້ຕັດສິ່ງໃດອອກ: ຍັງບໍ່ຮູ້ວ່າອັນໃດເໝາະ."},
    [MSG_QUESTIONS] = {"Inferred from the jobs held, to be confirmed. Ask about:",
                       "ຄາດຈາກວຽກທີ່ເຄີຍເຮັດ, ຕ້ອງຢືນຢັນກ່ອນ. ໃຫ້ຖາມກ່ຽວກັບ:"},
    [MSG_SWITCHES] = {"Strong, and outside the sectors of earlier work",
                      "ເໝາະຫຼາຍ ແລະ ຢູ່ນອກຂະແໜງວຽກທີ່ເຄີຍເຮັດ"},
    [MSG_OTHER_KINDS] = {"Best of other kinds, not in this list",
                         "ອັນທີ່ເໝາະທີ່ສຸດຂອງປະເພດອື່ນ ທີ່ບໍ່ຢູ່ໃນລາຍການນີ້"},
    [MSG_AT_DEPARTURE] = {"at departure", "ຕອນອອກເດີນທາງ"},
    [MSG_SINCE] = {"since then", "ນັບແຕ່ນັ້ນມາ"},
    [MSG_GAINED] = {"gained", "ໄດ້ເພີ່ມ"},
    [MSG_ABROAD] = {"abroad", "ຢູ່ຕ່າງປະເທດ"},
    [MSG_NOT_SHOWN] = {"Not shown and why", "ສິ່ງທີ່ບໍ່ໄດ້ສະແດງ ແລະ ເຫດຜົນ"},
    [MSG_MORE] = {"%s more fit less well (--top shows more)",
                  "ຍັງມີອີກ %s ລາຍການທີ່ເໝາະໜ້ອຍກວ່າ (ໃຊ້ --top ເພື່ອເບິ່ງເພີ່ມ)"},
    [MSG_LOCAL_NOTICE] = {"This work is abroad. Vacancies inside the country fit %s of the people "
                          "listed here.",
                          "ວຽກນີ້ຢູ່ຕ່າງປະເທດ. ມີຕຳແໜ່ງງານພາຍໃນປະເທດທີ່ເໝາະກັບ %s ຄົນໃນລາຍການນີ້."},

    [MSG_COVERAGE] = {"What is asked for: the person has %s", "ສິ່ງທີ່ຕ້ອງການ: ຜູ້ກ່ຽວມີ %s"},
    [MSG_USE] = {"What the person can do: %s is used", "ສິ່ງທີ່ຜູ້ກ່ຽວເຮັດໄດ້: ໄດ້ນຳໃຊ້ %s"},
    [MSG_GAIN] = {"What is taught: %s is new", "ສິ່ງທີ່ສອນ: %s ແມ່ນຂອງໃໝ່"},
    [MSG_PART] = {"part", "ສ່ວນ"},
    [MSG_WEIGHT] = {"weight", "ນ້ຳໜັກ"},
    [MSG_VALUE] = {"value", "ຄ່າ"},
    [MSG_POINTS] = {"points", "ຄະແນນ"},
    [MSG_SKILL] = {"skill", "ທັກສະ"},
    [MSG_ESSENTIAL] = {"essential", "ຈຳເປັນ"},
    [MSG_LEVEL_ASKED] = {"asked", "ຕ້ອງການ"},
    [MSG_LEVEL_TAUGHT] = {"taught", "ສອນ"},
    [MSG_LEVEL_HAS] = {"has", "ມີ"},
    [MSG_EVIDENCE] = {"evidence", "ຫຼັກຖານ"},
    [MSG_SIMILARITY] = {"same skill", "ທັກສະດຽວກັນ"},
    [MSG_STATE] = {"state", "ສະຖານະ"},
    [MSG_SUM] = {"sum", "ລວມ"},
    [MSG_YES] = {"yes", "ແມ່ນ"},
    [MSG_NO] = {"no", "ບໍ່"},
    [MSG_USED_BY] = {"used by", "ໃຊ້ໂດຍ"},
    [MSG_BETWEEN] = {"between %s, as not everything is known",
                     "ລະຫວ່າງ %s, ເພາະຍັງບໍ່ຮູ້ທັງໝົດ"},
    [MSG_TO_BE_STRONG] = {"To become a strong match", "ເພື່ອໃຫ້ເໝາະສົມຫຼາຍ"},
    [MSG_PROVE] = {"prove %s by a skill test", "ທົດສອບທັກສະເພື່ອຢັ້ງຢືນ %s"},
    [MSG_THEN_COVERAGE] = {"The person would then have %s of what is asked for.",
                           "ຈາກນັ້ນ ຜູ້ກ່ຽວຈະມີ %s ຂອງສິ່ງທີ່ຕ້ອງການ."},
    [MSG_LESS_MAY_DO] = {"This is enough; less may do.", "ເທົ່ານີ້ພຽງພໍແລ້ວ; ອາດໃຊ້ໜ້ອຍກວ່ານີ້ກໍໄດ້."},
    [MSG_NO_CHANGE_IS_ENOUGH] =
        {"No skill that the person could learn makes this a strong match: ask the employer what "
         "else is needed.",
         "ບໍ່ມີທັກສະໃດທີ່ຮຽນເພີ່ມແລ້ວຈະເຮັດໃຫ້ເໝາະຫຼາຍໄດ້: ໃຫ້ຖາມນາຍຈ້າງວ່າຍັງຕ້ອງການຫຍັງອີກ."},
    [MSG_CARRIED] = {"Recorded in the terms of another taxonomy (%s)",
                     "ບັນທຶກໄວ້ດ້ວຍລະຫັດຂອງບັນຊີທັກສະອື່ນ (%s)"},
    [MSG_EXTRACT_OCCUPATION] = {"Occupation", "ອາຊີບ"},
    [MSG_EXTRACT_ESSENTIAL] = {"Essential", "ຈຳເປັນ"},
    [MSG_EXTRACT_OPTIONAL] = {"An advantage", "ຖ້າມີກໍດີ"},
    [MSG_EXTRACT_NEGATED] = {"Left out: said not to be needed", "ບໍ່ນັບ: ບອກວ່າບໍ່ຈຳເປັນ"},
    [MSG_EXTRACT_BACKGROUND] = {"Left out: about the employer or the offer",
                                "ບໍ່ນັບ: ກ່ຽວກັບນາຍຈ້າງ ຫຼື ສິ່ງທີ່ສະເໜີໃຫ້"},
    [MSG_EXTRACT_NOTHING] = {"The text names no skill of the taxonomy.",
                             "ຂໍ້ຄວາມນີ້ບໍ່ໄດ້ກ່າວເຖິງທັກສະໃດໃນບັນຊີທັກສະ."},
    [MSG_LINE] = {"line %s: ", "ແຖວ %s: "},
    [MSG_BY] = {" by ", " ຈາກຄຳວ່າ "},
    [MSG_MONTHS] = {"%s months", "%s ເດືອນ"},
    [MSG_NOT_STATED] = {"not stated", "ບໍ່ໄດ້ລະບຸ"},
    [MSG_TO_CONFIRM] = {"to be confirmed", "ຕ້ອງຢືນຢັນກ່ອນ"},
    [MSG_ONLY_INFERRED] =
        {"No skills are recorded. Nothing is ruled out: what is counted is usual in the jobs held.",
         "ຍັງບໍ່ໄດ້ບັນທຶກທັກສະ. ບໍ່ໄດ້ຕັດສິ່ງໃດອອກ: ທີ່ນັບໃສ່ແມ່ນທັກສະທົ່ວໄປຂອງວຽກທີ່ເຄີຍເຮັດ."},
    [MSG_FROM_TEXT] = {"Skills read from the text of the advertisement",
                       "ທັກສະທີ່ອ່ານໄດ້ຈາກຂໍ້ຄວາມໃນປະກາດ"},
    [MSG_FROM_OCCUPATION] = {"The skills are not stated but usual in the occupation (%s): ask",
                             "ບໍ່ໄດ້ລະບຸທັກສະ, ໃຊ້ທັກສະທົ່ວໄປຂອງອາຊີບນີ້ (%s): ໃຫ້ຖາມເພີ່ມ"},
    [MSG_BY_NAME] = {"Skills recognised by their names", "ທັກສະທີ່ຮູ້ຈາກຊື່ທີ່ຂຽນ"},
    [MSG_CLAIMS_BY_NAME] = {"What the person said, as it was understood",
                            "ສິ່ງທີ່ຜູ້ກ່ຽວບອກ ຕາມທີ່ເຂົ້າໃຈ"},
    [MSG_TO_PROVE] = {"to prove", "ຄວນຢັ້ງຢືນ"},
    [MSG_CONFIRMED_BY] = {"confirm it by: %s", "ຢັ້ງຢືນໄດ້ດ້ວຍ: %s"},
    [MSG_NOT_KNOWN] = {"not known", "ຍັງບໍ່ຮູ້"},
    [MSG_DATA] = {"Data:", "ຂໍ້ມູນ:"},
    [MSG_FIGURES] = {"How the figures come about", "ທີ່ມາຂອງຕົວເລກ"},
};

struct word {
    const char *group;
    const char *code;
    struct pair text;
};

static const struct word words[] = {
    {"kind", "vacancy", {"job", "ວຽກ"}},
    {"kind", "training", {"training", "ຝຶກອົບຮົມ"}},
    {"kind", "support", {"support", "ການຊ່ວຍເຫຼືອ"}},

    {"wish", "job", {"a job", "ວຽກເຮັດງານທຳ"}},
    {"wish", "training", {"training", "ຝຶກອົບຮົມ"}},
    {"wish", "self_employment", {"own business", "ທຸລະກິດຂອງຕົນເອງ"}},

    {"order", "first", {"The first wish", "ຄວາມຕ້ອງການທຳອິດ"}},
    {"order", "towards_first", {"On the way to the first wish", "ທາງໄປສູ່ຄວາມຕ້ອງການທຳອິດ"}},
    {"order", "second", {"The second wish", "ຄວາມຕ້ອງການທີສອງ"}},
    {"order", "towards_second", {"On the way to the second wish", "ທາງໄປສູ່ຄວາມຕ້ອງການທີສອງ"}},
    {"order", "third", {"The third wish", "ຄວາມຕ້ອງການທີສາມ"}},
    {"order", "towards_third", {"On the way to the third wish", "ທາງໄປສູ່ຄວາມຕ້ອງການທີສາມ"}},
    {"order", "far",
     {"As wished, but far from what the person can do",
      "ຕາມຄວາມຕ້ອງການ ແຕ່ຍັງໄກຈາກສິ່ງທີ່ຜູ້ກ່ຽວເຮັດໄດ້"}},
    {"order", "not_wished", {"Not among the wishes", "ບໍ່ໄດ້ຢູ່ໃນຄວາມຕ້ອງການ"}},
    {"order", "unknown", {"How these fit is not known yet", "ຍັງບໍ່ຮູ້ວ່າເໝາະຫຼາຍປານໃດ"}},
    {"order", "demoted", {"After all others, for the reason given", "ຢູ່ຫຼັງສຸດ ຍ້ອນເຫດຜົນທີ່ບອກໄວ້"}},

    {"gain", "unknown", {"not known", "ຍັງບໍ່ຮູ້"}},
    {"gain", "new", {"new", "ໃໝ່"}},
    {"gain", "more", {"gained", "ເພີ່ມຂຶ້ນ"}},
    {"gain", "same", {"as before", "ຄືເກົ່າ"}},
    {"gain", "less", {"less", "ຫຼຸດລົງ"}},
    {"gain", "not_asked", {"ask again", "ໃຫ້ຖາມຄືນ"}},

    {"grade", "strong", {"strong", "ເໝາະຫຼາຍ"}},
    {"grade", "partial", {"partial", "ເໝາະບາງສ່ວນ"}},
    {"grade", "start", {"start", "ເລີ່ມຕົ້ນ"}},
    {"grade", "unknown", {"unknown", "ຍັງບໍ່ຮູ້"}},

    {"adjustment", "met", {"suits", "ເໝາະ"}},
    {"adjustment", "met_with_adjustment", {"suits with an adjustment", "ເໝາະ ເມື່ອປັບແລ້ວ"}},
    {"adjustment", "ask", {"ask", "ໃຫ້ຖາມ"}},
    {"adjustment", "barrier", {"barrier", "ມີອຸປະສັກ"}},

    {"need", "step_free", {"no steps", "ທາງບໍ່ມີຂັ້ນໄດ"}},
    {"need", "seated_work", {"work while seated", "ນັ່ງເຮັດວຽກ"}},
    {"need", "sign_language", {"sign language", "ພາສາມື"}},
    {"need", "screen_magnification", {"enlarged screen", "ໜ້າຈໍຂະຫຍາຍ"}},
    {"need", "flexible_hours", {"flexible hours", "ເວລາຍືດຫຍຸ່ນ"}},
    {"need", "written_instructions", {"written instructions", "ຄຳແນະນຳເປັນລາຍລັກອັກສອນ"}},
    {"need", "quiet_place", {"quiet place", "ບ່ອນງຽບ"}},
    {"need", "personal_assistant", {"personal assistant", "ຜູ້ຊ່ວຍສ່ວນຕົວ"}},
    {"need", "transport", {"transport", "ການຮັບສົ່ງ"}},
    {"need", "childcare", {"childcare", "ບ່ອນຝາກລູກ"}},
    {"need", "accommodation", {"lodging", "ທີ່ພັກ"}},

    {"state", "missing", {"missing", "ຂາດ"}},
    {"state", "partial", {"in part", "ບາງສ່ວນ"}},
    {"state", "level_unknown", {"level not known", "ບໍ່ຮູ້ລະດັບ"}},
    {"state", "met", {"met", "ຄົບ"}},
    {"state", "to_confirm", {"to be confirmed", "ຕ້ອງຢືນຢັນ"}},
    {"state", "unresolved", {"not in the taxonomy", "ບໍ່ມີໃນບັນຊີທັກສະ"}},

    {"part", "coverage", {"has what is asked for", "ມີສິ່ງທີ່ຕ້ອງການ"}},
    {"part", "cost", {"cost", "ຄ່າໃຊ້ຈ່າຍ"}},
    {"part", "wage", {"wage", "ຄ່າແຮງງານ"}},
    {"part", "availability", {"time available", "ເວລາທີ່ວ່າງ"}},
    {"part", "use", {"skills used", "ທັກສະທີ່ໄດ້ໃຊ້"}},
    {"part", "base", {"what anybody would have", "ສ່ວນທີ່ໃຜໆກໍມີ"}},
    {"part", "gain", {"new skills", "ທັກສະໃໝ່"}},
    {"part", "occupation", {"occupation", "ອາຊີບ"}},
    {"part", "title", {"names of occupations", "ຊື່ອາຊີບ"}},
    {"part", "languages", {"languages", "ພາສາ"}},
    {"part", "qualification", {"qualification", "ວຸດທິ"}},
    {"part", "place", {"place", "ສະຖານທີ່"}},
    {"part", "wishes", {"wishes", "ຄວາມຕ້ອງການ"}},

    {"unknown", "coverage", {"skills, asked for or of the person", "ທັກສະທີ່ຕ້ອງການ ຫຼື ທີ່ມີ"}},
    {"unknown", "use", {"what the person can do", "ທັກສະຂອງຜູ້ກ່ຽວ"}},
    {"unknown", "gain", {"what is taught", "ສິ່ງທີ່ສອນ"}},
    {"unknown", "occupation", {"earlier work", "ວຽກທີ່ເຄີຍເຮັດ"}},
    {"unknown", "title", {"name of earlier work", "ຊື່ວຽກທີ່ເຄີຍເຮັດ"}},
    {"unknown", "languages", {"languages the person speaks", "ພາສາທີ່ຜູ້ກ່ຽວເວົ້າໄດ້"}},
    {"unknown", "qualification", {"qualification of the person", "ວຸດທິຂອງຜູ້ກ່ຽວ"}},
    {"unknown", "place", {"where the person lives or the work is", "ບ່ອນຢູ່ ຫຼື ບ່ອນເຮັດວຽກ"}},
    {"unknown", "wishes", {"what the person wants", "ສິ່ງທີ່ຜູ້ກ່ຽວຕ້ອງການ"}},
    {"unknown", "cost", {"all costs", "ຄ່າໃຊ້ຈ່າຍທັງໝົດ"}},
    {"unknown", "wage", {"wage wanted or offered", "ຄ່າແຮງງານທີ່ຕ້ອງການ ຫຼື ທີ່ສະເໜີ"}},
    {"unknown", "availability", {"when the person is free or it starts", "ເວລາທີ່ວ່າງ ຫຼື ເວລາເລີ່ມ"}},

    {"evidence", "", {"none stated", "ບໍ່ໄດ້ລະບຸ"}},
    {"evidence", "self_declared", {"self-declared", "ບອກເອງ"}},
    {"evidence", "counsellor_interview", {"interview by a counsellor", "ການສຳພາດຂອງຜູ້ໃຫ້ຄຳປຶກສາ"}},
    {"evidence", "peer_statement", {"statement of a colleague", "ຄຳຢືນຢັນຂອງເພື່ອນຮ່ວມງານ"}},
    {"evidence", "pay_slip", {"pay slip", "ໃບຮັບເງິນເດືອນ"}},
    {"evidence", "work_sample", {"work sample", "ຕົວຢ່າງຜົນງານ"}},
    {"evidence", "employer_reference", {"employer reference", "ໜັງສືຢັ້ງຢືນຈາກນາຍຈ້າງ"}},
    {"evidence", "demonstration", {"demonstration", "ການສາທິດ"}},
    {"evidence", "digital_badge", {"digital badge", "ເຄື່ອງໝາຍດິຈິຕອນ"}},
    {"evidence", "training_certificate", {"training certificate", "ໃບຢັ້ງຢືນການຝຶກ"}},
    {"evidence", "foreign_certificate", {"foreign certificate", "ໃບຢັ້ງຢືນຈາກຕ່າງປະເທດ"}},
    {"evidence", "national_certificate", {"national certificate", "ໃບຢັ້ງຢືນແຫ່ງຊາດ"}},
    {"evidence", "licence", {"licence", "ໃບອະນຸຍາດ"}},
    {"evidence", "skill_test", {"skill test", "ການທົດສອບທັກສະ"}},

    {"evidence", "inferred", {"usual in an earlier job", "ທັກສະທົ່ວໄປຂອງວຽກທີ່ເຄີຍເຮັດ"}},

    {"link", "exact", {"exact match", "ກົງກັນ"}},
    {"link", "replaced", {"replaced by it", "ຖືກແທນດ້ວຍ"}},
    {"link", "code", {"same code and name", "ລະຫັດ ແລະ ຊື່ດຽວກັນ"}},
    {"link", "close", {"close match", "ໃກ້ຄຽງກັນ"}},
    {"link", "label", {"same name", "ຊື່ດຽວກັນ"}},
    {"link", "broader", {"broader", "ກວ້າງກວ່າ"}},
    {"link", "narrower", {"narrower", "ແຄບກວ່າ"}},
    {"link", "related", {"related", "ກ່ຽວຂ້ອງກັນ"}},
    {"link", "isco", {"same ISCO group", "ກຸ່ມ ISCO ດຽວກັນ"}},

    {"period", "month", {"a month", "ຕໍ່ເດືອນ"}},
    {"period", "day", {"a day", "ຕໍ່ມື້"}},
    {"period", "hour", {"an hour", "ຕໍ່ຊົ່ວໂມງ"}},
    {"period", "week", {"a week", "ຕໍ່ອາທິດ"}},
    {"period", "year", {"a year", "ຕໍ່ປີ"}},
    {"period", "piece", {"a piece", "ຕໍ່ຊິ້ນ"}},

    {"currency", "LAK", {"LAK", "ກີບ"}},
    {"currency", "THB", {"THB", "ບາດ"}},
};

static const char *
in_language(const struct pair *text, const char *language)
{
    return strcmp(language, "lo") == 0 ? text->lao : text->english;
}

const char *
message(enum message message, const char *language)
{
    return in_language(&texts[message], language);
}

const char *
word_for(const char *group, const char *code, const char *language)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].group, group) == 0 && strcmp(words[i].code, code) == 0) {
            return in_language(&words[i].text, language);
        }
    }
    return code;
}
