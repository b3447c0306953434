/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MATCH_RECORDS_RECORD_H
#define MATCH_RECORDS_RECORD_H

#include <libmatch/records.h>
#include <libmatch/translation.h>

/**
 * @file record.h
 * What a profile and an opportunity hold once they are read. All texts are in the arena of their
 * roster or catalogue; "" where a text is missing. Lists that have no natural order are sorted,
 * so that the order of rows and cells changes nothing.
 *
 * Levels: proficiency 0..5, LEVEL_UNKNOWN where it is not known. Money is whole LAK a month
 * unless said otherwise, MONEY_UNKNOWN where it is not known. Dates: MATCH_DATE_NONE.
 */

#define LEVEL_UNKNOWN (-1)
#define LEVEL_TOP 5
#define NUMBER_UNKNOWN (-1)
#define MONEY_UNKNOWN INT64_MIN

/** Yes, no, or nobody said. */
enum answer { ANSWER_UNKNOWN = 0, ANSWER_NO = 1, ANSWER_YES = 2 };

/** How a claim is supported (domain: evidence kinds); the order says nothing. */
enum evidence {
    EVIDENCE_UNKNOWN = 0,
    EVIDENCE_SELF_DECLARED,
    EVIDENCE_COUNSELLOR_INTERVIEW,
    EVIDENCE_PEER_STATEMENT,
    EVIDENCE_PAY_SLIP,
    EVIDENCE_WORK_SAMPLE,
    EVIDENCE_EMPLOYER_REFERENCE,
    EVIDENCE_DEMONSTRATION,
    EVIDENCE_DIGITAL_BADGE,
    EVIDENCE_TRAINING_CERTIFICATE,
    EVIDENCE_FOREIGN_CERTIFICATE,
    EVIDENCE_NATIONAL_CERTIFICATE,
    EVIDENCE_LICENCE,
    EVIDENCE_SKILL_TEST,
    EVIDENCE_INFERRED, /* of no kind: usual in an occupation, to be confirmed */
    EVIDENCE_COUNT
};

enum phase { PHASE_UNKNOWN = 0, PHASE_BEFORE, PHASE_DURING, PHASE_AFTER };

/** Kinds of outcome a person may want and an opportunity may lead to. */
enum outcome { OUTCOME_JOB = 1, OUTCOME_TRAINING = 2, OUTCOME_SELF_EMPLOYMENT = 3 };
#define OUTCOME_COUNT 3

/** Common European Framework; 0 unknown, A1..C2 = 1..6, native = 7. */
enum language_level { LANGUAGE_UNKNOWN = 0, LANGUAGE_A1 = 1, LANGUAGE_C2 = 6, LANGUAGE_NATIVE = 7 };

struct text_list {
    const char **items;
    size_t count;
};

/** How a code came here that was written in the terms of another taxonomy (recode.h). */
struct carried {
    match_link_kind link;
    uint32_t similarity; /* 1..1000 */
    const char *code;    /* in the other taxonomy */
    const char *label;
    bool isco; /* of jobs: no ISCO code was written, it is that of the new occupation */
};

/** From which words a code came that nobody wrote. */
struct wording {
    const char *words; /* "" where the code was written */
    int at;            /* where they stand in the text of an advertisement, in bytes; or NUMBER_UNKNOWN */
    int confidence;    /* per cent, where they were resolved; or NUMBER_UNKNOWN */
};

struct claim {
    match_concept skill; /* 0: not in the taxonomy */
    const char *text;    /* as written, or the code that it was resolved to */
    struct wording wording;
    int level;
    enum evidence evidence;
    enum phase phase;
    match_date evidence_date;
    match_date last_used;
    const char *verified_by;
    const struct carried *carried; /* NULL: written in the terms of the taxonomy */
};

struct job {
    const char *isco;            /* ISCO-08 code, "" where unknown */
    const char *occupation_text; /* as written in its own field, "" where it was not */
    match_concept occupation;    /* by occupation_text, else isco; 0 where unknown */
    struct wording wording;      /* of the occupation */
    const char *isic;
    const char *country; /* ISO 3166-1 alpha-2 */
    int months;
    match_date end;
    const struct carried *carried; /* NULL: written in the terms of the taxonomy */
};

struct credential {
    const char *ladder; /* "LNQF", "TH-DSD", ... */
    int level;          /* on that ladder */
    const char *title;
    const char *issuer;
    const char *country;
    match_date date;
    match_date expires;
};

struct language {
    const char *code; /* ISO 639-3 or 639-1, folded to lower case */
    enum language_level level;
};

/** A person. Nothing protected is in here: see protected.h. */
struct profile {
    const char *id;
    const char *consent;
    match_date consent_date;
    match_place province;
    match_place district;
    const char *province_text;      /* as written where it could not be resolved, else "" */
    const char *district_text;      /* the same */
    match_place *willing_provinces; /* ascending */
    size_t willing_province_count;
    struct text_list willing_texts; /* those that could not be resolved */
    enum answer willing_anywhere;
    enum answer needs_boarding;
    int maximum_travel_km;
    const char *interview_language;
    int schooling; /* ISCED 0..8 */
    match_date available_from;
    match_date available_until;
    int64_t reservation_wage;
    enum outcome wants[OUTCOME_COUNT]; /* in the person's order */
    size_t want_count;
    struct text_list preferred_sectors; /* ISIC */
    struct claim *claims; /* by skill, then text, evidence, phase: one of each (best kept) */
    size_t claim_count;
    struct job *jobs; /* latest first */
    size_t job_count;
    struct credential *credentials;
    size_t credential_count;
    struct language *languages;
    size_t language_count;
    struct text_list needs; /* adjustment and service needs, codes */
    const char *notes;
};

/** Who says that a skill is asked for. */
enum requirement_origin {
    ORIGIN_STATED = 0, /* the record */
    ORIGIN_EXTRACTED,  /* the text of the advertisement: match_extract() */
    ORIGIN_INFERRED,   /* the occupation, whose skill it usually is */
    ORIGIN_COUNT
};

/** A skill that a vacancy asks for, an offer asks for, or an offer teaches. */
struct requirement {
    match_concept skill; /* 0: not in the taxonomy */
    const char *text;
    int level; /* minimum, or exit level; LEVEL_UNKNOWN: none stated */
    match_relation_kind kind;
    enum requirement_origin origin;
    struct wording wording; /* the words of the advertisement or record that caused it */
};

/** A function of the job, for adjustments. */
struct function {
    const char *need; /* code of the need it touches, such as "step_free" */
    enum answer essential;
    enum answer adjustable;
    const char *adjustment;
};

/** A vacancy, a training offer or a support; fields that do not belong to its kind are empty. */
struct opportunity {
    match_record_kind kind;
    const char *id;
    const char *title;    /* English or only title */
    const char *title_lo; /* Lao title */
    const char *text;     /* of the advertisement */
    const char *isco;
    const char *occupation_text; /* as written in its own field, "" where it was not */
    match_concept occupation;    /* by occupation_text, else isco; 0 where unknown */
    struct wording wording;      /* of the occupation */
    const char *isic;
    match_place province;
    match_place district;
    const char *province_text; /* as written where it could not be resolved, else "" */
    const char *district_text; /* the same */
    const char *zone;
    const char *country; /* "" means Lao PDR */
    const char *corridor;
    enum answer rural;
    enum answer small_enterprise;
    struct text_list tags;
    int openings; /* vacancy: posts left; training: seats left */
    int seats_total;
    int64_t wage_minimum;
    int64_t wage_maximum;
    const char *wage_period; /* "month" unless stated */
    const char *currency;    /* "LAK" unless stated */
    const char *hours;
    const char *contract;
    const char *season;
    struct requirement *requirements; /* essential first, then by skill, text */
    size_t requirement_count;
    struct requirement *teaches; /* training: outcomes with exit level */
    size_t teach_count;
    struct language *languages; /* required */
    size_t language_count;
    int experience_months;
    const char *credential_ladder;
    int credential_level;
    enum answer equivalent_experience; /* "or equivalent experience" */
    enum answer accommodation;         /* lodging offered (vacancy) or boarding (training) */
    enum answer accommodation_free;
    enum answer meals;
    enum answer transport;
    struct function *functions;
    size_t function_count;
    struct text_list adjustments_offered;
    int64_t worker_fee;         /* LAK the worker pays in all */
    const char *recruiter_type; /* "employer", "agency", "public" */
    const char *recruiter_licence;
    match_date recruiter_licence_until;
    enum answer recruiter_sanctioned;
    enum answer social_security;
    enum answer hazardous;
    match_date posted;
    match_date opens; /* application window */
    match_date closes;
    match_date starts;
    match_date ends;
    const char *contact;
    const char *source;
    struct text_list
        advertisement_restrictions; /* of "sex", "age", "appearance", "marital_status" */
    const char *restriction_text;   /* verbatim, for follow-up */
    const char *provider;
    const char *owner; /* who set the entry conditions */
    int duration_weeks;
    int64_t tuition, boarding_cost, material_cost, food_cost, travel_cost; /* whole course, LAK */
    int64_t stipend;                                          /* LAK a month */
    int entry_age_minimum, entry_age_maximum;
    int entry_schooling;    /* least ISCED level */
    struct text_list after; /* ids of training that must come first */
    struct text_list leads_to_ids;
    enum outcome leads_to[OUTCOME_COUNT]; /* in the order written */
    size_t leads_to_count;
    const char *certificate_ladder;
    int certificate_level;
    const char *support_type; /* "grant", "startup_training", "toolkit", "referral" */
    int64_t amount;
    const char *activity; /* ISCO or ISIC code of the business it serves */
    enum answer childcare;
    enum answer accessible;
};

struct match_roster; /* roster.c, catalogue.c */

/** The profile, never NULL for index < count. */
const struct profile *roster_profile(const match_roster *roster, size_t index);

/**
 * Completed years of age on a day, or NUMBER_UNKNOWN: the one fact about a person's age that
 * screening may ask for. It reads the protected block so that nobody else has to.
 */
int roster_age(const match_roster *roster, size_t index, match_date day);

/** The places of its files; NULL before the first one. */
const match_places *roster_places(const match_roster *roster);

/** The opportunity, never NULL for index < count. */
const struct opportunity *catalogue_opportunity(const match_catalogue *catalogue, size_t index);
/**
 * What taking part costs in all: the costs that are stated, less what is paid over the weeks it
 * lasts; never below 0, and MONEY_UNKNOWN where no cost is stated.
 */
int64_t opportunity_cost(const struct opportunity *opportunity);
/** The places of its files; NULL before the first one. */
const match_places *catalogue_places(const match_catalogue *catalogue);

/** From now on nothing more can be read into the catalogue. */
void catalogue_freeze(match_catalogue *catalogue);

/** Spelling of enumerations, shared by reader, writer and outputs; "" for unknown. */
const char *evidence_name(enum evidence evidence);
const char *origin_name(enum requirement_origin origin);
const char *phase_name(enum phase phase);
const char *outcome_name(enum outcome outcome);
const char *language_level_name(enum language_level level);

#endif
