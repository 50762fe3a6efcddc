//! Reading xlsx and csv.

use insyn_exchange::results::{CellFaultKind, ReadError, Value, read_file};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};

use crate::{ABSENT, csv, day, error, point, workbook};

/// A workbook as Excel writes it: a caption above the headings, dates as cells, a formula.
fn excel() -> Vec<u8> {
    let mut writer = Writer::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let on = ExcelDateTime::from_ymd(2025, 9, 14).unwrap();
    let sheet = writer.add_worksheet().set_name("7A").unwrap();
    sheet.write(0, 0, "LUS hösten 2025").unwrap();
    for (column, heading) in
        (0u16..).zip(["Datum", "Elev", "LUS", "Civic number", "Klass", "Anteckning"])
    {
        sheet.write(2, column, heading).unwrap();
    }
    let rows = [
        ("Alva Provsson", "20130101TF01"),
        ("Bo Provsson", "20130102TF02"),
        ("Cleo Provsson", "20130103TF03"),
        ("Dag Provsson", "20130104TF04"),
        ("Ebba Provsson", "20130105TF05"),
        ("Frans Provsson", "20130106TF06"),
    ];
    for (row, (name, civic)) in (3u32..).zip(rows) {
        sheet.write_with_format(row, 0, &on, &date).unwrap();
        sheet.write(row, 1, name).unwrap();
        sheet.write(row, 3, civic).unwrap();
        sheet.write(row, 4, "7A").unwrap();
    }
    sheet.write(3, 2, 17).unwrap();
    sheet.write(4, 2, "18 B").unwrap();
    sheet.write(5, 5, "Frånvarande").unwrap();
    sheet.write_formula(6, 2, Formula::new("=A1/0").set_result("#DIV/0!")).unwrap();
    sheet.write(7, 2, 12).unwrap();
    sheet.set_row_hidden(7).unwrap();
    sheet.write(8, 2, 13.5).unwrap();
    sheet.write(10, 2, 99).unwrap();
    sheet.write(11, 5, "Sammanställt i maj").unwrap();
    writer.add_worksheet().set_name("Anvisning").unwrap().write(0, 0, "Läs mig").unwrap();
    let hidden = writer.add_worksheet().set_name("Gammalt").unwrap();
    for (column, text) in (0u16..).zip(["Personnummer", "LUS"]) {
        hidden.write(0, column, text).unwrap();
    }
    hidden.set_hidden(true);
    writer.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_by_its_headings() {
    let workbook = workbook(&excel(), "results.xlsx");
    let rows = &workbook.rows;
    assert_eq!(rows.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 5, 6, 7, 9, 11]);
    assert_eq!(rows[0].value, Ok(point("17")));
    assert_eq!(rows[0].on, Some(Ok(day(2025, 9, 14))));
    assert_eq!((rows[0].name.as_str(), rows[0].class.as_str()), ("Alva Provsson", "7A"));
    assert_eq!(rows[0].civic.clone().unwrap().unwrap().as_str(), "20130101TF01");
    assert_eq!(rows[1].value, Ok(point("18b")));
    assert_eq!((rows[2].value, &rows[2].comment), (Ok(ABSENT), &None));
    let fault = rows[3].faults()[0];
    assert_eq!((fault.what, fault.column_letter().as_str()), (CellFaultKind::FormulaError, "C"));
    assert_eq!(rows[4].faults()[0].what, CellFaultKind::NotAPoint);
    // a value that is nobody's is read, with what is missing in the column for it
    let nobodys: Vec<_> = rows[5].faults().iter().map(|f| (f.column_letter(), f.what)).collect();
    let wanted = [("C", CellFaultKind::NotAPoint), ("D", CellFaultKind::NobodyNamed)];
    assert_eq!(nobodys, wanted.map(|(column, what)| (column.to_owned(), what)));
}

#[test]
fn what_was_skipped_is_said() {
    let workbook = workbook(&excel(), "results.xlsx");
    let [sheet, text, hidden] = workbook.sheets.as_slice() else { panic!("three sheets") };
    assert_eq!((sheet.heading_row, sheet.rows), (Some(3), 6));
    assert_eq!((&sheet.hidden_rows, &sheet.nobody), (&vec![8], &vec![12]));
    assert_eq!((text.heading_row, hidden.heading_row), (None, None));
    assert!(hidden.hidden_sheet && !text.hidden_sheet);
}

#[test]
fn csv_is_read_whatever_its_delimiter_encoding_and_order() {
    let lines = [
        ["Klass", "Namn", "LUS-punkt", "Bedömd datum", "Personnr", "Kommentar"],
        ["7A", "Åkesson, Örjan", "17,0", "14/9 2025", "20130101-TF01", "Bra; mycket bra"],
        ["7A", "Provsson, Bo", "ej bedömd", "2025-09-14 00:00", "20130102TF02", "nyanländ"],
    ];
    for delimiter in [";", ",", "\t"] {
        let quote = |cell: &&str| format!("\"{cell}\"");
        let line = |cells: &[&str; 6]| cells.iter().map(quote).collect::<Vec<_>>().join(delimiter);
        let text = lines.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let wide = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes));
        let marked = [&[0xef, 0xbb, 0xbf], text.as_bytes()].concat();
        for bytes in [text.clone().into_bytes(), marked, windows, wide.collect()] {
            let rows = workbook(&bytes, "7A.csv").rows;
            assert_eq!(rows.len(), 2, "{delimiter:?}");
            assert_eq!(rows[0].name, "Åkesson, Örjan");
            assert_eq!(rows[0].value, Ok(point("17")));
            assert_eq!(rows[0].on, Some(Ok(day(2025, 9, 14))));
            let comment = rows[0].comment.clone().unwrap().unwrap();
            assert_eq!(comment.as_str(), "Bra; mycket bra");
            assert!(matches!(rows[1].value, Ok(Value::NotAssessed(_))));
            assert_eq!(rows[1].sheet, "7A");
        }
    }
}

#[test]
fn csv_rows_are_numbered_as_a_spreadsheet_shows_them() {
    let workbook = csv("sep=;\nNamn;LUS;Kommentar\n\nAlva;7;\"två\nrader\"\nBo;8\n;;\nCleo;9\n");
    let numbers: Vec<u32> = workbook.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [4, 5, 7]);
    assert_eq!(workbook.sheets[0].heading_row, Some(2));
}

#[test]
fn given_and_family_name_may_stand_apart() {
    let workbook = csv("Efternamn;Förnamn;Punkt;Grupp\nProvsson;Alva;18 c;7 A\n");
    assert_eq!(workbook.rows[0].name, "Alva Provsson");
    assert_eq!(workbook.rows[0].value, Ok(point("18c")));
}

#[test]
fn a_faulty_cell_names_its_column_and_not_its_content() {
    let workbook = csv("Personnummer;LUS;Datum\n130101-1234;hemlig;i går\n");
    let row = &workbook.rows[0];
    let faults: Vec<String> = row.faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 3);
    assert!(faults[0].starts_with("column A") && faults[2].starts_with("column C"));
    let text = format!("{faults:?}{row:?}");
    for content in ["130101", "hemlig", "i går"] {
        assert!(!text.contains(content));
    }
}

#[test]
fn files_that_are_something_else_say_what() {
    assert_eq!(error(b""), ReadError::Empty);
    assert_eq!(error(b" \r\n"), ReadError::Empty);
    assert_eq!(error(b"%PDF-1.7 ..."), ReadError::Pdf);
    assert_eq!(error(b"\x89PNG\r\n\x1a\n\0\0\0"), ReadError::OtherKind);
    assert_eq!(error(b"Namn;Klass\nAlva;7A\n"), ReadError::NoHeadings);
    let compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    assert_eq!(error(&compound), ReadError::OldExcel);
    let package: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(error(&[&compound[..], &package].concat()), ReadError::Encrypted);
    assert_eq!(error(&vec![b'a'; 33 * 1024 * 1024]), ReadError::TooLarge);
    let nowhere = std::path::Path::new("/nowhere/at/all.xlsx");
    let edition = domain::scale::ScaleEdition::lus_1();
    assert_eq!(read_file(nowhere, &edition), Err(ReadError::Unreadable));
}

#[test]
fn the_shared_workbooks_are_read() {
    let root =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/results");
    if !root.exists() {
        eprintln!("SKIPPED the_shared_workbooks_are_read: no results here");
        return;
    }
    let edition = domain::scale::ScaleEdition::lus_1();
    let libre = read_file(&root.join("8A-september.xlsx"), &edition).unwrap();
    assert_eq!(libre.rows.len(), 15);
    assert!(libre.rows.iter().all(|row| row.faults().is_empty()));
    assert_eq!(libre.rows[0].on, Some(Ok(day(2025, 9, 12))));
    assert_eq!((libre.rows[3].value, libre.rows[5].value), (Ok(ABSENT), Ok(point("18b"))));
    let excel = read_file(&root.join("7A-september-windows1252.csv"), &edition).unwrap();
    assert_eq!(excel.rows.len(), 30);
    assert!(excel.rows.iter().all(|row| row.faults().is_empty()));
    assert_eq!(excel.rows[7].name, "Sjöberg, Klara");
}
