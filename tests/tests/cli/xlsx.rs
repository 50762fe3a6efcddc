//! A workbook as a spreadsheet program writes it, made by hand: a few XML parts in a zip archive.

use std::fmt::Write;

/// A cell.
pub(crate) enum Cell {
    Text(&'static str),
    Number(f64),
    /// A day, as its serial number in a cell formatted as a date.
    Day(u32),
}

/// A workbook of sheets, each with its name and rows.
pub(crate) fn workbook(sheets: &[(&str, Vec<Vec<Cell>>)]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut listed, mut related, mut parts) = (String::new(), String::new(), Vec::new());
    for (number, (name, rows)) in (1..).zip(sheets) {
        write!(listed, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\"/>").unwrap();
        let target = format!("worksheets/sheet{number}.xml");
        let kind = format!("{office}/worksheet");
        write!(related, "<Relationship Id=\"r{number}\" Type=\"{kind}\" Target=\"{target}\"/>")
            .unwrap();
        let sheet = format!(
            "<worksheet xmlns=\"{main}\"><sheetData>{}</sheetData></worksheet>",
            data(rows)
        );
        parts.push((format!("xl/{target}"), sheet));
    }
    write!(related, "<Relationship Id=\"s\" Type=\"{office}/styles\" Target=\"styles.xml\"/>")
        .unwrap();
    let document = format!(
        "<Relationship Id=\"w\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    // Format 14 is the date of the reader's own country.
    let styles = "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>";
    parts.extend([
        ("[Content_Types].xml".to_owned(), types.to_owned()),
        ("_rels/.rels".to_owned(), format!("<Relationships xmlns=\"{relations}\">{document}</Relationships>")),
        ("xl/workbook.xml".to_owned(), format!("<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{listed}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships xmlns=\"{relations}\">{related}</Relationships>")),
        ("xl/styles.xml".to_owned(), format!("<styleSheet xmlns=\"{main}\">{styles}</styleSheet>")),
    ]);
    zip(&parts)
}

fn data(rows: &[Vec<Cell>]) -> String {
    let mut xml = String::new();
    for (number, row) in (1..).zip(rows) {
        write!(xml, "<row r=\"{number}\">").unwrap();
        for (letter, cell) in ('A'..).zip(row) {
            let at = format!("{letter}{number}");
            match cell {
                Cell::Text(text) => {
                    write!(xml, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
                Cell::Number(number) => write!(xml, "<c r=\"{at}\"><v>{number}</v></c>"),
                Cell::Day(serial) => write!(xml, "<c r=\"{at}\" s=\"1\"><v>{serial}</v></c>"),
            }
            .unwrap();
        }
        xml.push_str("</row>");
    }
    xml
}

/// A zip archive of stored parts (APPNOTE.TXT 4.3): local headers, contents, central directory.
fn zip(parts: &[(String, String)]) -> Vec<u8> {
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, xml) in parts {
        let content = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}");
        let start = u32::try_from(archive.len()).unwrap();
        let size = u32::try_from(content.len()).unwrap();
        // version 2.0, no flags, stored, no time; check sum, both sizes, length of the name, no extra
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        for number in [crc32(content.as_bytes()), size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        common.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&common);
        archive.extend(name.as_bytes());
        archive.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        // no comment, first disk, no attributes
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let (start, size) = (archive.len(), directory.len());
    archive.extend(directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend([count, count].concat());
    archive.extend(u32::try_from(size).unwrap().to_le_bytes());
    archive.extend(u32::try_from(start).unwrap().to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// The check sum of zip (ISO 3309), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let fed = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }
        })
    };
    !bytes.iter().fold(!0, fed)
}
