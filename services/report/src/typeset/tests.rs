use typst::layout::{Frame, FrameItem};

use super::*;
use crate::page::{Chart, Drawing, Table, Tick};

fn page(blocks: Vec<Block>) -> Page {
    Page {
        title: "Rapport".to_owned(),
        subtitle: None,
        lang: "sv".to_owned(),
        region: Some("SE".to_owned()),
        rtl: false,
        author: "Granby kommun".to_owned(),
        day: [2026, 2, 15],
        head_start: "Granby kommun".to_owned(),
        head_end: "Dnr 1".to_owned(),
        foot: "Underlag".to_owned(),
        page_of: ["Sida".to_owned(), "av".to_owned()],
        letter: false,
        bundle: false,
        address: Vec::new(),
        blocks,
    }
}

fn texts(frame: &Frame, found: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => texts(&group.frame, found),
            FrameItem::Text(text) => {
                found.push_str(&text.text);
                found.push(' ');
            }
            _ => {}
        }
    }
}

/// The words that stand on the pages, blanks made one.
fn standing(page: &Page) -> String {
    let document = laid_out(page, &[]).unwrap();
    let mut found = String::new();
    document.pages().iter().for_each(|page| texts(&page.frame, &mut found));
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { text: text.to_owned() }
}

fn chart(alt: &str) -> Block {
    Block::Chart(Chart {
        caption: "Bild".to_owned(),
        alt: alt.to_owned(),
        axis: vec![Tick { label: "0".to_owned(), at: 0.0 }],
        key: None,
        drawing: Drawing::Columns { bars: Vec::new() },
    })
}

#[test]
fn text_that_looks_like_markup_stands_as_it_was_written() {
    let hostile = [
        "#panic(1)",
        "$x^2$",
        "*stark*",
        "_kursiv_",
        "= Rubrik",
        "<etikett>",
        "@referens",
        "`kod`",
        r"\u{41}",
        "//inte-kommentar",
        "https://exempel.se",
        "#read(\"/etc/passwd\")",
        "-- ---",
        "\"citat\"",
    ];

    for text in hostile {
        let table =
            Table::new("Skolor".to_owned(), vec![text.to_owned()]).rows([vec![text.to_owned()]]);
        let heading = Block::Heading { level: 1, text: text.to_owned() };
        let found = standing(&page(vec![heading, paragraph(text), Block::Table(table)]));

        assert_eq!(found.matches(text).count(), 4, "{text} in {found}");
    }
}

#[test]
fn a_chart_without_description_is_not_made() {
    let error = typeset(&page(vec![chart(" ")]), &[]).unwrap_err();

    assert_eq!(error, TypesetError::MissingAlt("Bild".to_owned()));
    assert!(typeset(&page(vec![chart("Ett diagram.")]), &[]).is_ok());
}

#[test]
fn the_template_itself_makes_no_chart_without_description() {
    let error = laid_out(&page(vec![chart("")]), &[]).unwrap_err();

    assert!(matches!(error, TypesetError::Layout(said) if said.contains("missing alt text")));
}

#[test]
fn a_letter_that_no_font_has_is_told_by_its_number_and_not_with_the_text() {
    let error = typeset(&page(vec![paragraph("Namnet \u{0915}")]), &[]).unwrap_err();

    let TypesetError::Standard(said) = &error else { panic!("{error}") };
    assert!(said.contains("U+0915") && !said.contains("Namnet"), "{said}");
}

#[test]
fn the_typesetter_reads_neither_files_nor_the_day() {
    let desk = Desk::new(b"{}".to_vec(), &[]);
    let other = file("other.json");

    assert!(matches!(desk.file(other), Err(FileError::AccessDenied)));
    assert!(matches!(desk.source(other), Err(FileError::AccessDenied)));
    assert!(desk.today(None).is_none());
}

#[test]
fn headings_out_of_order_are_not_accessible() {
    let heading = |level| Block::Heading { level, text: "Rubrik".to_owned() };

    let error = typeset(&page(vec![heading(1), heading(3)]), &[]);

    assert!(matches!(error, Err(TypesetError::Standard(_))), "{error:?}");
}
