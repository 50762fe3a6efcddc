//! Whole documents: what they hold, what refuses them, and that the same envelope gives the same bytes.

#![expect(clippy::unwrap_used, reason = "what tests prepare must succeed")]

#[path = "documents/cli.rs"]
mod cli;
#[path = "documents/sample.rs"]
mod sample;
#[path = "documents/views.rs"]
mod views;

use std::io::Read;

use flate2::read::ZlibDecoder;
use insyn_report::envelope::{ReadError, Tag};
use insyn_report::words::WordsError;
use insyn_report::{Made, MakeError, Pieces, make};
use serde_json::{Value, json};

fn made(envelope: &Value) -> Made {
    make(envelope.to_string().as_bytes(), &Pieces::default()).unwrap()
}

fn refused(envelope: &Value) -> MakeError {
    make(envelope.to_string().as_bytes(), &Pieces::default()).unwrap_err()
}

/// The objects of a PDF: its bytes and every stream that can be inflated.
fn objects(pdf: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(pdf).into_owned();
    let starts = pdf.windows(6).enumerate().filter(|(_, window)| *window == b"stream");
    for (start, _) in starts {
        let body = &pdf[start + 6..];
        let skip = body.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let mut inflated = Vec::new();
        if ZlibDecoder::new(&body[skip..]).read_to_end(&mut inflated).is_ok() {
            all.push_str(&String::from_utf8_lossy(&inflated));
        }
    }
    all
}

fn all_kinds() -> Vec<Value> {
    let reports = ["sv", "en"].map(|language| sample::report(language, &sample::names(3)));
    let accounts = ["sv", "en"].map(|language| sample::account(language, "Almboskolan"));
    let letters = ["sv", "en", "sv-easy"].map(|language| sample::letter(language, "Åsa"));
    reports.into_iter().chain(accounts).chain(letters).collect()
}

#[test]
fn every_kind_in_every_language_is_tagged_titled_and_in_both_standards() {
    for envelope in all_kinds() {
        let found = objects(&made(&envelope).pdf);

        let language = if envelope["language"] == "en" { "en-GB" } else { "sv-SE" };
        for mark in [
            "/StructTreeRoot",
            "/MarkInfo",
            "/DisplayDocTitle true",
            &format!("/Lang({language})")[..],
            "<pdfuaid:part>1</pdfuaid:part>",
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "/H1",
        ] {
            assert!(found.contains(mark), "{mark} in {} {language}", envelope["kind"]);
        }
    }
}

#[test]
fn tables_have_headers_of_columns_and_rows_and_charts_are_figures() {
    let found = objects(&made(&sample::report("sv", &sample::names(3))).pdf);

    for mark in ["/TH", "/Scope /Column", "/Scope /Row", "/S /Figure", "/Alt"] {
        let tight = mark.replace(" /", "/");
        assert!(found.contains(mark) || found.contains(&tight), "{mark}");
    }
}

#[test]
fn the_same_envelope_gives_the_same_bytes_and_another_basis_others() {
    let envelope = sample::report("sv", &sample::names(3));
    let mut other = envelope.clone();
    other["basis"]["root"] = json!("f".repeat(64));

    assert_eq!(made(&envelope), made(&envelope));
    assert_ne!(made(&envelope), made(&other));
}

#[test]
fn sixty_school_units_with_long_names_take_several_pages() {
    let long = "Den kommunala grundskolan vid älven med ett namn som är längre än någon rad ";
    let names: Vec<String> = (0..60).map(|index| format!("{long}{index}")).collect();

    let made = made(&sample::report("sv", &names));

    assert!(made.pages > 8, "{}", made.pages);
}

#[test]
fn hidden_counts_stand_as_their_marks() {
    let mut envelope = sample::report("sv", &sample::names(2));
    let view = &mut envelope["document"]["view"];
    view["read"]["total"]["counts"]["by_rank"][3] = json!("..");
    view["read"]["by_sex"][0]["counts"]["assessed"] = json!("..");
    view["promised"]["municipal"][0]["reached"] = json!("~100");
    view["promised"]["municipal"][1]["population"] = json!("..");
    view["behind"]["total"]["pupils"] = json!(".");

    assert!(made(&envelope).pages > 0);

    envelope["document"]["view"]["behind"]["total"]["found"] = json!("many");
    assert!(refused(&envelope).to_string().contains("document.view.behind.total.found"));
}

#[test]
fn a_wrong_envelope_is_told_by_its_place_and_never_by_what_it_holds() {
    let secret = "Åsa Hemlig";
    let letter = || sample::letter("sv", "Åsa");
    let wrong: [(&str, Value); 5] = [
        ("document.child.grade", json!(secret)),
        ("document.child.name", json!(format!("{secret}\u{7}"))),
        ("document.round", json!(secret)),
        ("document.result", json!({ secret: 1 })),
        ("basis.root", json!(secret)),
    ];
    for (path, value) in wrong {
        let mut envelope = letter();
        let mut place = &mut envelope;
        for step in path.split('.') {
            place = &mut place[step];
        }
        *place = value;

        let error = refused(&envelope);

        assert!(error.is_input());
        assert!(error.to_string().contains(path), "{error}");
        assert!(!error.to_string().contains("Hemlig"), "{error}");
    }
}

#[test]
fn fields_that_are_not_known_are_refused_at_every_depth() {
    let names = sample::names(1);
    for path in [
        "",
        "/basis",
        "/document",
        "/document/view/read/total/counts",
        "/document/view/behind/schools/0",
    ] {
        let mut envelope = sample::report("sv", &names);
        envelope.pointer_mut(path).unwrap()["extra"] = json!(1);

        assert!(matches!(refused(&envelope), MakeError::Read(ReadError::Value { .. })), "{path}");
    }
}

#[test]
fn a_letter_that_does_not_fit_one_page_is_refused() {
    let mut envelope = sample::letter("sv", "Åsa");
    assert_eq!(made(&envelope).pages, 1);
    envelope["document"]["result"]["assessed"]["meaning"] = json!("Ord om läsning. ".repeat(300));

    assert!(matches!(refused(&envelope), MakeError::TooLong(2..)));
}

#[test]
fn letters_are_printed_together_each_on_a_page_of_its_own() {
    let one = sample::letter("sv", "Åsa");
    let mut bundle = one.clone();
    bundle["kind"] = json!("guardian_letters");
    let letters: Vec<Value> = vec![one["document"].clone(); 3];
    bundle["document"] = json!({ "title": "Brev i 3A", "letters": letters });

    assert_eq!(made(&bundle).pages, 3);
    assert!(objects(&made(&bundle).pdf).contains("/H1"));

    bundle["document"]["letters"] = json!([]);
    assert!(refused(&bundle).to_string().contains("document.letters"));
    bundle["document"]["letters"] = vec![one["document"].clone(); 201].into();
    assert!(refused(&bundle).to_string().contains("1 to 200"));
}

#[test]
fn a_public_view_tells_shares_in_place_of_counts() {
    let mut report = sample::report("sv", &sample::names(2));
    let promised = &mut report["document"]["view"]["promised"]["municipal"][0];
    promised.as_object_mut().unwrap().remove("reached");
    promised["share_of_assessed"] = json!(875);
    promised["share_of_population"] = json!("~100");
    report["document"]["view"]["behind"]["total"].as_object_mut().unwrap().remove("rule");
    report["document"]["view"]["read"]["total"]["counts"]["coverage"] = json!(951);
    report["working_copy"] = json!(true);

    assert!(made(&report).pages > 1);
}

#[test]
fn a_municipality_adds_a_language_by_a_file() {
    let envelope = sample::letter("fi", "Åsa").to_string();
    let without = make(envelope.as_bytes(), &Pieces::default()).unwrap_err();
    assert!(matches!(without, MakeError::Words(WordsError::Language(_))));

    let fi = include_str!("../letters/en.ftl").replace("pdf-language = en", "pdf-language = fi");
    let short: String = fi
        .lines()
        .filter(|line| !line.starts_with("home-heading"))
        .fold(String::new(), |text, line| text + line + "\n");
    let pieces = |text: String| Pieces {
        letters: vec![(Tag::parse("fi").unwrap(), text)],
        fonts: Vec::new(),
    };

    assert!(make(envelope.as_bytes(), &pieces(fi)).is_ok());
    let lacking = make(envelope.as_bytes(), &pieces(short)).unwrap_err();
    assert!(lacking.to_string().contains("home-heading"), "{lacking}");
}

#[test]
fn a_letter_speaks_of_every_outcome_and_every_step_in_every_language() {
    let assessed = |phase| {
        json!({ "assessed": {
            "point": "13", "before": "13", "phase": phase, "meaning": null,
        }})
    };
    let phases = ["exploring", "expanding", "literate"].map(assessed);
    let reasons = ["absent", "newly_arrived", "exempt"].map(|why| json!({ "not_assessed": why }));
    for language in ["sv", "en", "sv-easy"] {
        for result in phases.iter().chain(&reasons) {
            let mut envelope = sample::letter(language, "Åsa");
            envelope["document"]["result"] = result.clone();
            envelope["document"]["next"] =
                json!(["reassess", "investigation", "programme", { "talk": null }]);
            envelope["document"]["promised"] = json!([
                { "title": "Alla ska läsa", "point": "8", "reached": true },
                { "title": "Alla ska läsa mer", "point": "15", "reached": null },
            ]);

            assert_eq!(made(&envelope).pages, 1, "{language} {result}");
        }
    }
}
