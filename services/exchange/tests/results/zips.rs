//! Workbooks made by hand: other epochs, and files that lie about their size.

use domain::scale::ScaleEdition;
use insyn_exchange::results::{ReadError, read};
use proptest::prelude::*;

use crate::{day, error, point, workbook};

/// A zip file whose parts are stored as they are.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let offset = u32::try_from(file.len()).unwrap();
        let size = u32::try_from(content.len()).unwrap();
        let mut common = Vec::new();
        // version, flags, method, time, date
        common.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        common.extend(crc32(content.as_bytes()).to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(size.to_le_bytes());
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        file.extend(b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02");
        directory.extend([20, 0]);
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let (at, length) = (file.len(), directory.len());
    file.extend(&directory);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count.into_iter().chain(count));
    file.extend(u32::try_from(length).unwrap().to_le_bytes());
    file.extend(u32::try_from(at).unwrap().to_le_bytes());
    file.extend([0, 0]);
    file
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

const NAMESPACES: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// A workbook of one sheet: Alva with point 7 on the day with this serial number.
fn by_hand(date1904: bool, serial: &str, strings: &str, more_rows: &str) -> Vec<u8> {
    let text =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet {NAMESPACES}><dimension ref=\"A1:XFD1048576\"/><sheetData>\
         <row r=\"1\">{}{}{}</row><row r=\"2\">{}<c r=\"B2\"><v>7</v></c><c r=\"C2\"><v>{serial}</v></c>\
         </row>{more_rows}</sheetData></worksheet>",
        text("A1", "Namn"),
        text("B1", "LUS"),
        text("C1", "Datum"),
        text("A2", "Alva"),
    );
    let workbook = format!(
        "<workbook {NAMESPACES}><workbookPr date1904=\"{date1904}\"/><sheets>\
         <sheet name=\"7A\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         </Relationships>"
    );
    let root = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         </Relationships>"
    );
    zip(&[
        ("_rels/.rels", &root),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", strings),
    ])
}

fn strings(count: &str) -> String {
    format!("<sst {NAMESPACES} count=\"0\" uniqueCount=\"{count}\"></sst>")
}

#[test]
fn both_epochs_are_read() {
    for (date1904, serial) in [(false, "45914"), (true, "44452")] {
        let workbook = workbook(&by_hand(date1904, serial, &strings("0"), ""), "a.xlsx");
        assert_eq!(workbook.rows[0].on, Some(Ok(day(2025, 9, 14))));
        assert_eq!(workbook.rows[0].value, Ok(point("7")));
    }
}

#[test]
fn stated_counts_and_extents_are_not_believed() {
    // an extent of a billion cells costs nothing (it stands in every sheet made by hand here)
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(error(&by_hand(false, "45914", &strings("0"), far)), ReadError::TooLarge);
    // room for strings that are not there is not reserved
    let many = strings("99999999999999");
    assert_eq!(error(&by_hand(false, "45914", &many, "")), ReadError::Damaged);
}

#[test]
fn a_file_that_unpacks_to_too_much_is_refused_before_unpacking() {
    let mut bytes = by_hand(false, "45914", &strings("0"), "");
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&0x4000_0000u32.to_le_bytes());
    assert_eq!(error(&bytes), ReadError::UnpacksTooLarge);
}

#[test]
fn parts_with_a_password_and_other_documents_are_known() {
    let mut bytes = by_hand(false, "45914", &strings("0"), "");
    let at = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes[at + 8] = 1;
    assert_eq!(error(&bytes), ReadError::Encrypted);
    assert_eq!(error(&zip(&[("word/document.xml", "<w/>")])), ReadError::OtherKind);
    assert_eq!(error(b"PK\x03\x04 and nothing more"), ReadError::Damaged);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// The parser behind the checksums: rows, strings and numbers that no program writes.
    #[test]
    fn strange_xml_never_panics(
        serial in "[0-9eE.<>/&;\"a-z-]{0,20}",
        strings in "(<si><t>[a-z&;<]{0,8}</t></si>|<sst uniqueCount=\"[0-9]{0,3}\">|[<>a-z/\" =]{0,12}){0,6}",
        rows in "(<row r=\"[0-9]{0,12}\">|<c r=\"[A-Z]{0,5}[0-9]{0,11}\"( t=\"[a-z]{0,9}\")?>|<v>[0-9]{0,4}</v>|</c>|</row>){0,12}",
    ) {
        let _ = read(&by_hand(true, &serial, &strings, &rows), "x", &ScaleEdition::lus_1());
    }
}
