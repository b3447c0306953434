# SPDX-License-Identifier: Apache-2.0
import os
import pathlib

import pytest

import libmatch
from libmatch import MatchFormatError, Taxonomy, examples


def test_concepts_are_found_by_code_and_uri(taxonomy):
    sewing = taxonomy["SEW"]
    assert sewing.code == sewing.id == "SEW"
    assert taxonomy[sewing.uri] == sewing
    assert "SEW" in taxonomy
    assert sewing in taxonomy
    assert "sew" not in taxonomy
    assert 7 not in taxonomy
    assert taxonomy.get("nothing") is None
    assert taxonomy.get("nothing", 3) == 3
    with pytest.raises(KeyError, match="nothing"):
        taxonomy["nothing"]


def test_a_code_is_a_text(bundled):
    assert bundled["7112"].isco == "7112"
    with pytest.raises(TypeError):
        bundled[7112]


def test_iteration_gives_every_concept(taxonomy):
    concepts = list(taxonomy)
    assert len(concepts) == len(taxonomy) == 7
    assert len(set(concepts)) == 7
    assert sorted(concept.code for concept in concepts if concept.kind == "skill") == [
        "BRICK", "PATTERN", "SEW", "TEAM"]
    assert taxonomy.count("occupation") == 3
    assert taxonomy.count("skill") == 4
    assert taxonomy.count() == 7


def test_labels_come_by_language(taxonomy):
    sewing = taxonomy["SEW"]
    assert sewing.label() == "Operate a sewing machine"
    assert sewing.label("lo") == "ໃຊ້ຈັກຫຍິບ"
    assert sewing.label("th") == "Operate a sewing machine"
    assert set(sewing.labels) == {"en", "lo"}
    assert ("machine sewing", "en", "alternative") in sewing.labels["en"]
    assert taxonomy.languages == ["en", "lo"]
    assert taxonomy.label_count("lo") == 3
    assert taxonomy.label_count() == taxonomy.label_count("en") + 3


def test_texts_are_of_one_language(taxonomy):
    assert taxonomy["SEW"].text("definition") == "Join pieces of cloth on a machine."
    assert taxonomy["SEW"].text("definition", "lo") == ""
    with pytest.raises(ValueError, match="expected one of definition"):
        taxonomy["SEW"].text("poem")


def test_relations_have_a_kind_and_a_level(taxonomy):
    assert [(r.concept.code, r.essential, r.level) for r in taxonomy["8153"].skills()] == [
        ("SEW", True, 2), ("TEAM", False, 1)]
    assert [r.concept.code for r in taxonomy["8153"].skills(essential=False)] == ["TEAM"]
    assert {r.concept.code for r in taxonomy["SEW"].occupations()} == {"7531", "8153"}
    assert taxonomy.relation_count == 6
    assert taxonomy["BRICK"].skills() == []


def test_hierarchy_goes_both_ways(bundled):
    sewing = bundled["SEW-IND"]
    assert [concept.code for concept in sewing.broader] == ["SEW"]
    assert sewing in bundled["SEW"].narrower
    assert sewing.reuse_level == "sector-specific"


def test_levels_of_jobs_and_evidence_of_skills():
    small = Taxonomy.parse(b'''format: libmatch-taxonomy/1
occupation_groups:
  - {code: "13", labels: {en: Managers}, skill_level: ["3", "4"]}
  - {code: "92", labels: {en: Labourers}}
skills:
  - {code: SEW, labels: {en: Sew}, typical_evidence: [work_sample, employer_reference]}
  - {code: TEAM, labels: {en: Team}}
''')
    assert small["13"].skill_levels == {3, 4}
    assert small["92"].skill_levels == small["SEW"].skill_levels == frozenset()
    assert small["SEW"].typical_evidence == ["work_sample", "employer_reference"]
    assert small["TEAM"].typical_evidence == small["13"].typical_evidence == []


def test_labels_are_found_folded(taxonomy):
    assert taxonomy.find_label("  MACHINE   Sewing") == [taxonomy["SEW"]]
    assert taxonomy.find_label("machine sewing", kinds="occupation") == []
    assert taxonomy.find_label("machine sewing", kinds=["skill", "occupation"]) == [
        taxonomy["SEW"]]
    assert taxonomy.find_label("no such thing") == []


def test_facts_and_schemes(taxonomy):
    assert taxonomy.properties["name"] == "example"
    assert taxonomy.fact("licence") == "CC-BY-4.0"
    assert taxonomy.fact("colour") == ""
    assert [scheme.id for scheme in taxonomy.schemes] == ["example"]
    assert taxonomy["SEW"].scheme.title == "Example"


def test_a_skill_has_a_weight(taxonomy):
    assert 1 <= taxonomy["TEAM"].weight < taxonomy["BRICK"].weight <= 255
    assert taxonomy["8153"].weight == 0


def test_neighbours_are_similar_skills(bundled):
    for concept, similarity in bundled["SEW-IND"].neighbours:
        assert concept.kind == "skill"
        assert concept != bundled["SEW-IND"]
        assert 1 <= similarity <= 254
    found = bundled["SEW-IND"].neighbours
    assert bundled["SEW"] in dict(found)
    assert [similarity for _, similarity in found] == sorted(dict(found).values(), reverse=True)


def test_a_compiled_file_gives_the_same(taxonomy, tmp_path):
    path = tmp_path / "ຕົວຢ່າງ.lmt"
    taxonomy.save(path)
    again = Taxonomy.load(path)
    assert again.hash == taxonomy.hash
    assert [c.labels for c in again] == [c.labels for c in taxonomy]
    assert Taxonomy.parse(path.read_bytes()).hash == taxonomy.hash
    assert Taxonomy.load(bytes(path)).hash == taxonomy.hash
    assert Taxonomy.load(str(path)).hash == taxonomy.hash


def test_a_mapped_file_gives_the_same(taxonomy, tmp_path):
    path = tmp_path / "mapped.lmt"
    taxonomy.save(path)
    mapped = Taxonomy.load(path, map=True)
    taxonomy.save(path)  # replaces the file that is mapped
    assert mapped.hash == taxonomy.hash
    assert [c.labels for c in mapped] == [c.labels for c in taxonomy]
    path.write_text("format: libmatch-taxonomy/1")
    with pytest.raises(MatchFormatError, match="not a compiled taxonomy"):
        Taxonomy.load(path, map=True)


def test_an_exported_file_gives_the_same(taxonomy, tmp_path):
    path = tmp_path / "out.yaml"
    taxonomy.export(path)
    assert Taxonomy.load(path).hash == taxonomy.hash
    turtle = tmp_path / "out.ttl"
    taxonomy.export(turtle, format="turtle")
    assert 'skos:notation "SEW"' in turtle.read_text(encoding="utf-8")
    taxonomy.export(tmp_path / "csv", format="csv")
    assert Taxonomy.import_esco(tmp_path / "csv").hash == taxonomy.hash
    with pytest.raises(libmatch.MatchIOError, match="not empty"):
        taxonomy.export(tmp_path / "csv", format="csv")
    with pytest.raises(ValueError, match="format"):
        taxonomy.export(path, format="rdf")


@pytest.mark.parametrize("which", ["bundled", "esco"])
def test_csv_of_a_big_taxonomy_gives_the_same(which, tmp_path):
    if which == "bundled":
        source = pathlib.Path(os.environ.get("MATCH_TEST_SOURCE", "."))
        taxonomy = Taxonomy.load(source / "taxonomies/returnee-skills/returnee-skills.yaml")
    else:
        folder = pathlib.Path(os.environ.get("LIBMATCH_SHARED", ""), "data/esco-1.1.1")
        if not os.environ.get("LIBMATCH_SHARED") or not folder.exists():
            pytest.skip("LIBMATCH_SHARED has no ESCO 1.1.1")
        taxonomy = Taxonomy.import_esco(folder)
    taxonomy.export(tmp_path / "csv", format="csv")
    again = Taxonomy.import_esco(tmp_path / "csv")
    assert again.hash == taxonomy.hash
    assert [c.labels for c in again] == [c.labels for c in taxonomy]


def test_a_taxonomy_is_a_mapping_of_ids(taxonomy):
    assert list(taxonomy.keys()) == [concept.id for concept in taxonomy]
    assert list(taxonomy.values()) == list(taxonomy)
    assert dict(taxonomy) == dict(taxonomy.items())
    assert all(taxonomy[name] == concept for name, concept in taxonomy.items())
    twice = Taxonomy.parse(
        "format: libmatch-taxonomy/1\nschemes: [{id: x}, {id: y}]\nskills:\n"
        "  - {code: A, uri: u, labels: {en: a}}\n"
        "  - {code: A, uri: v, scheme: y, labels: {en: b}}\n"
    )
    assert list(twice.keys()) == ["u", "v"]


def test_a_taxonomy_makes_tables(taxonomy):
    pandas = pytest.importorskip("pandas")
    concepts = taxonomy.to_pandas()
    assert list(concepts["id"]) == list(taxonomy.keys())
    assert concepts.set_index("id").loc["SEW", "label_en"] == "Operate a sewing machine"
    assert pandas.isna(concepts.set_index("id").loc["BRICK", "label_lo"])
    skills = taxonomy.to_pandas("skills")
    assert len(skills) == taxonomy.relation_count
    assert skills[skills["occupation"] == "8153"].values.tolist() == [
        ["8153", "SEW", True, 2],
        ["8153", "TEAM", False, 1],
    ]
    assert len(taxonomy.to_pandas("labels")) == taxonomy.label_count()
    assert len(taxonomy.to_pandas("broader")) == sum(len(c.broader) for c in taxonomy)
    assert list(taxonomy.to_pandas("mappings").columns) == ["id", "kind", "uri"]
    with pytest.raises(ValueError, match="expected one of concepts, labels"):
        taxonomy.to_pandas("people")


def test_what_a_person_should_look_at_is_found():
    taxonomy = Taxonomy.parse(
        "format: libmatch-taxonomy/1\nskills:\n"
        "  - {code: A, labels: {en: mend machine, lo: x}}\n"
        "  - {code: B, labels: {en: mend machines}, definition: {en: x}}\n"
    )
    similar, missing, undefined = taxonomy.check()
    assert similar == ("SIMILAR_LABEL", "note", taxonomy["B"], taxonomy["A"], "en",
                       "mend machines", "mend machine")
    assert (missing.code, missing.severity, missing.language) == ("MISSING_LABEL", "note", "lo")
    assert (undefined.concept, undefined.other) == (taxonomy["A"], None)
    assert [p.severity for p in taxonomy.check("lo") if p.code == "MISSING_LABEL"] == ["warning"]
def test_a_crosswalk_becomes_mappings(taxonomy, tmp_path):
    path = tmp_path / "crosswalk.csv"
    path.write_text("from,to,relation\nSEW,urn:x,closeMatch\nNO,urn:y,exactMatch\n", encoding="utf-8")
    report = libmatch.Report()
    mapped = taxonomy.crosswalk(path, report=report)
    assert ("close", "urn:x") in mapped["SEW"].mappings
    assert ("close", "urn:x") not in taxonomy["SEW"].mappings
    assert [finding.line for finding in report if finding.code == "UNKNOWN_CONCEPT"] == [3]


def test_an_overlay_adds_to_a_taxonomy(taxonomy, tmp_path):
    path = tmp_path / "overlay.yaml"
    path.write_text("format: libmatch-overlay/1\nconcepts: [{concept: SEW, labels: {fr: Coudre}}]\n",
                    encoding="utf-8")
    assert taxonomy.overlay(path)["SEW"].label("fr") == "Coudre"
    assert "fr" not in taxonomy.languages
    path.write_text("format: libmatch-overlay/1\nconcepts: [{concept: NO, labels: {fr: x}}]\n",
                    encoding="utf-8")
    with pytest.raises(libmatch.MatchError, match="'NO' is unknown"):
        taxonomy.overlay(path)


def test_changes_are_told(taxonomy):
    newer = Taxonomy.parse(examples.TAXONOMY.replace("Operate a sewing machine", "Sew"))
    assert taxonomy.diff(taxonomy) == []
    assert taxonomy.diff(newer) == [
        ("renamed", taxonomy["SEW"], newer["SEW"], "en", "Operate a sewing machine", "Sew", "")]
    text = "format: libmatch-taxonomy/1\nskills: [{code: X, labels: {en: X}}]\n"
    kinds = [change.kind for change in taxonomy.diff(Taxonomy.parse(text))]
    assert sorted(kinds) == ["added"] + ["removed"] * len(taxonomy)


def test_successors_are_told():
    text = "format: libmatch-taxonomy/1\nskills: [{code: X, labels: {en: X}}]\n"
    old = Taxonomy.parse(text)
    new = Taxonomy.parse(text.replace("code: X", "code: Y"))
    assert old.diff(new) == [("replaced", old["X"], new["Y"], "", "", "", "label")]


def test_translation_says_what_stands_for_a_concept(taxonomy):
    renamed = Taxonomy.parse(examples.TAXONOMY.replace("SEW", "STITCH"))
    translation = libmatch.Translation.between(taxonomy, renamed)
    assert translation.source is taxonomy and translation.target is renamed
    assert translation.state("SEW") == "one"
    assert translation.links(taxonomy["SEW"]) == [(renamed["STITCH"], "label", 850, "")]
    assert translation.links("TEAM") == [(renamed["TEAM"], "same", 1000, "")]
    frame = translation.to_pandas().set_index("id")
    assert frame.loc["SEW", "to_id"] == "STITCH" and frame.loc["SEW", "similarity"] == 850
    with pytest.raises(KeyError):
        translation.state("NO")
    with pytest.raises(ValueError, match="not one of the taxonomy"):
        translation.links(renamed["STITCH"])
    translation.close()
    assert "closed" in repr(translation)


def test_importers_of_other_formats(tmp_path):
    cases = pathlib.Path(os.environ["MATCH_TEST_SOURCE"]) / "tests" / "cases" / "taxonomy"
    onet = Taxonomy.import_onet(cases / "onet")
    assert onet["51-6052.00"].label() == "Tailors, All Kinds"
    assert [(skill.concept.id, skill.level) for skill in onet["51-6052.01"].skills()] == [
        ("2.C.2.a", 4),
        ("2.C.6", 1),
    ]
    report = libmatch.Report()
    tabiya = Taxonomy.import_tabiya(cases / "tabiya", report=report)
    assert "local" in [scheme.id for scheme in tabiya["7531A_3"].schemes]
    assert report.errors == 8
    skos = Taxonomy.import_skos(cases / "skos" / "small.nt", kind="skill")
    assert skos["http://example.org/a"].kind == "skill"
    assert skos["http://example.org/a"].broader[0].label("lo").startswith("work with")
    assert Taxonomy.import_skos(cases / "skos" / "small.nt")["http://example.org/a"].kind == (
        "occupation"
    )
    with pytest.raises(ValueError, match="kind"):
        Taxonomy.import_skos(cases / "skos" / "small.nt", kind="planet")
    for make in (Taxonomy.import_onet, Taxonomy.import_tabiya):
        with pytest.raises(libmatch.MatchError, match="expected"):
            make(tmp_path)
        with pytest.raises(OSError):
            make(tmp_path / "nowhere")
    with pytest.raises(libmatch.MatchCancelledError):
        Taxonomy.import_onet(cases / "onet", progress=lambda done, total: False)


def test_mistakes_come_with_their_place():
    text = examples.TAXONOMY.replace("skill: BRICK", "skill: STONE")
    with pytest.raises(libmatch.MatchError) as caught:
        Taxonomy.parse(text, source="mine.yaml")
    assert caught.value.source == "mine.yaml"
    assert caught.value.line
    assert "STONE" in str(caught.value)


def test_a_closed_taxonomy_says_so():
    with Taxonomy.parse(examples.TAXONOMY) as taxonomy:
        concept = taxonomy["SEW"]
        relations = taxonomy["8153"].skills()
    assert taxonomy.closed
    taxonomy.close()
    for use in (
        lambda: len(taxonomy),
        lambda: taxonomy["SEW"],
        lambda: concept.label(),
        lambda: relations[0].concept.code,
        lambda: taxonomy.save("unused.lmt"),
        lambda: taxonomy.__enter__(),
        lambda: libmatch.Roster(taxonomy),
    ):
        with pytest.raises(ValueError, match="closed"):
            use()
    assert "closed" in repr(taxonomy)
    assert "closed" in repr(concept)


def test_what_uses_a_taxonomy_outlives_its_closing():
    with Taxonomy.parse(examples.TAXONOMY) as taxonomy:
        roster = libmatch.Roster.from_records(taxonomy, examples.PEOPLE)
    assert roster["P2"]["skills"].startswith("BRICK=2")


def test_concepts_of_two_taxonomies_differ(taxonomy):
    other = Taxonomy.parse(examples.TAXONOMY)
    assert other["SEW"] != taxonomy["SEW"]
    assert other["SEW"] not in taxonomy


def test_repr_names_what_it_is(taxonomy):
    assert repr(taxonomy) == "<Taxonomy example 1: 7 concepts>"
    assert repr(taxonomy["SEW"]) == "<Concept SEW 'Operate a sewing machine'>"


def test_esco_import_reports_progress_and_can_be_stopped(tmp_path):
    (tmp_path / "skills_en.csv").write_text(
        "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n"
        + "".join(
            f"KnowledgeSkillCompetence,http://example.org/skill/{i},skill/competence,"
            f"transversal,do thing {i},\n"
            for i in range(200)
        ),
        encoding="utf-8",
    )
    heard = []
    taxonomy = Taxonomy.import_esco(tmp_path, progress=lambda done, total: heard.append(done))
    assert taxonomy.count("skill") == 200
    assert heard and heard == sorted(heard)
    assert Taxonomy.import_esco(tmp_path).hash == taxonomy.hash
    with pytest.raises(libmatch.MatchCancelledError):
        Taxonomy.import_esco(tmp_path, progress=lambda done, total: False)
    with pytest.raises(ZeroDivisionError):
        Taxonomy.import_esco(tmp_path, progress=lambda done, total: 1 / 0)
    with pytest.raises(TypeError):
        Taxonomy.import_esco(tmp_path, progress=3)
    with pytest.raises(libmatch.MatchIOError):
        Taxonomy.import_esco(tmp_path / "nowhere")
