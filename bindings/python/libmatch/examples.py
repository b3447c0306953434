# SPDX-License-Identifier: Apache-2.0
"""A few invented skills, people and offers, for trying things out and for the documentation."""

#: A taxonomy of three occupations and four skills, in the project's YAML.
TAXONOMY = """\
format: libmatch-taxonomy/1
name: example
version: "1"
licence: CC-BY-4.0
schemes:
  - id: example
    uri: "urn:libmatch:example"
    title: Example
    version: "1"
occupations:
  - code: "8153"
    isco: "8153"
    labels: {en: Sewing machine operator, lo: ພະນັກງານຫຍິບຈັກ}
    skills:
      essential: [{skill: SEW, level: 2}]
      optional: [{skill: TEAM, level: 1}]
  - code: "7531"
    isco: "7531"
    labels: {en: "Tailor, dressmaker"}
    skills:
      essential: [{skill: SEW, level: 3}, {skill: PATTERN, level: 2}]
  - code: "7112"
    isco: "7112"
    labels: {en: Bricklayer, lo: ຊ່າງກໍ່}
    skills:
      essential: [{skill: BRICK, level: 2}]
      optional: [{skill: TEAM, level: 1}]
skills:
  - code: SEW
    labels:
      en: {preferred: Operate a sewing machine, alternative: [machine sewing]}
      lo: ໃຊ້ຈັກຫຍິບ
    definition: {en: Join pieces of cloth on a machine.}
  - code: PATTERN
    labels: {en: Cut patterns}
  - code: BRICK
    labels: {en: Lay bricks}
  - code: TEAM
    reuse: transversal
    labels: {en: Work in a team}
"""

#: Two people, as records.
PEOPLE = [
    {"id": "P1", "skills": "SEW=3 evidence:skill_test;TEAM=2", "province": "01"},
    {"id": "P2", "skills": "BRICK=2", "province": "16"},
]

#: Two vacancies and a course, as records.
OFFERS = [
    {
        "id": "V1",
        "title": "Sewing machine operator",
        "isco": "8153",
        "essential_skills": "SEW>=2",
        "optional_skills": "TEAM>=1",
        "province": "01",
    },
    {
        "id": "V2",
        "title": "Bricklayer",
        "isco": "7112",
        "essential_skills": "BRICK>=2",
        "province": "16",
    },
    {
        "id": "C1",
        "kind": "training",
        "title": "Cutting and tailoring",
        "teaches": "PATTERN>=2;SEW>=3",
        "province": "01",
    },
]
