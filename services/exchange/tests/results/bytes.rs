//! Whatever the bytes: no panic. What is written as csv comes back.

use domain::scale::ScaleEdition;
use insyn_exchange::csv_out::{self, Cell};
use insyn_exchange::results::read;
use proptest::prelude::*;

fn any_reading(bytes: &[u8]) {
    let _ = read(bytes, "x", &ScaleEdition::lus_1());
}

fn small_workbook() -> Vec<u8> {
    let mut writer = rust_xlsxwriter::Workbook::new();
    let sheet = writer.add_worksheet();
    for (column, text) in (0u16..).zip(["Namn", "LUS", "Datum"]) {
        sheet.write(0, column, text).unwrap();
    }
    for row in 1..20u32 {
        sheet.write(row, 0, format!("Elev {row}")).unwrap();
        sheet.write(row, 1, row).unwrap();
    }
    writer.save_to_buffer().unwrap()
}

/// A cell of text without what the reader tidies: blanks at the ends or doubled.
fn word() -> impl Strategy<Value = String> {
    "[a-zåäöA-ZÅÄÖ0-9;,\"'=+@-]{1,6}( [a-zåäö;\"-]{1,6}){0,2}"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        any_reading(&bytes);
        any_reading(&[b"PK\x03\x04", bytes.as_slice()].concat());
        any_reading(&[b"Namn;LUS;Datum\n", bytes.as_slice()].concat());
    }

    #[test]
    fn a_damaged_workbook_never_panics(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        static WORKBOOK: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(small_workbook);
        let mut bytes = WORKBOOK.clone();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= value;
        }
        any_reading(&bytes);
        any_reading(&bytes[..cut.index(bytes.len())]);
    }

    #[test]
    fn what_is_written_comes_back(
        rows in prop::collection::vec((word(), word(), word()), 1..12),
    ) {
        // given rows written as an export with the headings of results
        let table = rows.iter().map(|(name, class, comment)| {
            [name, class, comment].map(|text| Cell::Text(text.clone())).to_vec()
        });
        let mut bytes = Vec::new();
        let header = ["Namn", "Klass", "Kommentar", "LUS"];
        csv_out::write(&mut bytes, "Regel; per \"2026-05-20\"", &header, table).unwrap();
        // then the reader finds every cell, guarded where it could be a formula
        let workbook = read(&bytes, "x.csv", &ScaleEdition::lus_1()).unwrap();
        prop_assert_eq!(workbook.rows.len(), rows.len());
        for (row, (name, class, _)) in workbook.rows.iter().zip(&rows) {
            let written = |text: &String| Cell::Text(text.clone()).written();
            prop_assert_eq!(&row.name, &written(name));
            prop_assert_eq!(&row.class, &written(class));
            prop_assert!(!row.name.starts_with(['=', '+', '-', '@']));
        }
    }
}
