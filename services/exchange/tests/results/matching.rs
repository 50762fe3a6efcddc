//! What becomes of each row.

use std::collections::BTreeMap;

use domain::assessment::Outcome;
use domain::id::{ClassId, PointCode, PupilId, SchoolUnitCode};
use domain::people::CivicNumber;
use insyn_exchange::Unavailable;
use insyn_exchange::results::{
    CellFaultKind, ConflictReason, Notice, Placement, Recorded, Report, Roster, Status,
    UnmatchedReason, Whole, group_key, match_rows, name_key,
};

use crate::csv;

struct Child {
    civic: &'static str,
    name: &'static str,
    class: &'static str,
    protected: bool,
}

/// Pupil n is child n of the list.
#[derive(Default)]
struct Classes {
    children: Vec<Child>,
    recorded: BTreeMap<u8, Recorded>,
}

fn pupil(number: u8) -> PupilId {
    PupilId::from_bytes([number; 16])
}

impl Classes {
    fn child(&self, pupil: PupilId) -> &Child {
        &self.children[usize::from(pupil.to_bytes()[0])]
    }

    fn find(&self, fits: impl Fn(&Child) -> bool) -> Vec<PupilId> {
        let all = (0u8..).zip(&self.children);
        all.filter(|(_, child)| fits(child)).map(|(number, _)| pupil(number)).collect()
    }
}

impl Roster for Classes {
    fn by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable> {
        Ok(self.find(|child| child.civic == civic.as_str()).first().copied())
    }

    fn is_class(&self, name: &str) -> Result<bool, Unavailable> {
        let same = |child: &Child| group_key(child.class) == group_key(name);
        Ok(self.children.iter().any(same))
    }

    fn by_name(&self, class: &str, name: &str) -> Result<Vec<PupilId>, Unavailable> {
        let same = |child: &Child| class.is_empty() || group_key(child.class) == group_key(class);
        Ok(self.find(|c| !c.protected && same(c) && name_key(c.name) == name))
    }

    fn name_of(&self, pupil: PupilId) -> Result<Option<String>, Unavailable> {
        let child = self.child(pupil);
        Ok((!child.protected).then(|| name_key(child.name)))
    }

    fn placement(&self, pupil: PupilId) -> Result<Option<Placement>, Unavailable> {
        let class_name = self.child(pupil).class.to_owned();
        let (school, class) = (SchoolUnitCode::new(1).unwrap(), ClassId::from_bytes([9; 16]));
        let enrolled = !class_name.is_empty();
        Ok(enrolled.then_some(Placement { school, class: Some(class), class_name }))
    }

    fn recorded(&self, pupil: PupilId) -> Result<Option<Recorded>, Unavailable> {
        Ok(self.recorded.get(&pupil.to_bytes()[0]).copied())
    }
}

fn classes() -> Classes {
    let child = |civic, name, class| Child { civic, name, class, protected: false };
    let mut children = vec![
        child("20130101TF01", "Alva Maria Provsson", "7A"),
        child("20130102TF02", "Bo Provsson", "7A"),
        child("20130103TF03", "Cleo Provsson", "7B"),
        child("20130104TF04", "Bo Provsson", "7B"),
        child("20130105TF05", "Ebba Hemlig", "7A"),
        child("20130106TF06", "Frans Flyttad", ""),
    ];
    children[4].protected = true;
    Classes { children, recorded: BTreeMap::new() }
}

fn outcome(code: &str) -> Outcome {
    Outcome::Point(PointCode::new(code).unwrap())
}

#[track_caller]
fn matched(text: &str, classes: &Classes) -> Report {
    match_rows(&csv(text).rows, classes, Whole::AllOrNothing).unwrap()
}

/// What became of each row, in a word.
fn words(report: &Report) -> Vec<String> {
    let json = serde_json::to_value(&report.rows).unwrap();
    let rows = json.as_array().unwrap().iter();
    rows.map(|row| {
        let held = if row["held_back"] == true { " held" } else { "" };
        let reason = row.get("reason").map(|r| format!(" {}", r.as_str().unwrap()));
        format!("{}{}{held}", row["status"].as_str().unwrap(), reason.unwrap_or_default())
    })
    .collect()
}

#[test]
fn pupils_are_found_by_civic_number_or_by_name_within_the_class() {
    let text = "Personnummer;Namn;Klass;LUS\n\
                20130101TF01;Alva Provsson;7A;14\n\
                ;Provsson, Bo;7a;15\n\
                ;Bo Provsson;7B;16\n\
                20130103TF03;;7A;17\n\
                20130105TF05;Elev ABC;7A;18a\n";
    let report = matched(text, &classes());
    let found: Vec<_> = report
        .accepted()
        .map(|row| match &row.status {
            Status::Matched { pupil, outcome, notice, .. } => (*pupil, *outcome, *notice),
            status => panic!("{status:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            (pupil(0), outcome("14"), None),
            (pupil(1), outcome("15"), None),
            (pupil(3), outcome("16"), None),
            (pupil(2), outcome("17"), Some(Notice::OtherClass)),
            (pupil(4), outcome("18a"), None),
        ]
    );
}

#[test]
fn one_hindrance_holds_its_class_back_and_no_other() {
    let text = "Personnummer;Namn;Klass;LUS\n\
                20130101TF01;;7A;14\n\
                20130109TF99;;7 A;14\n\
                20130103TF03;;7B;14\n";
    let report = matched(text, &classes());
    let wanted = ["matched held", "unmatched civic_number_unknown", "matched"];
    assert_eq!(words(&report), wanted);
    assert_eq!(report.accepted().count(), 1);
    let groups: Vec<_> =
        report.groups.iter().map(|g| (g.group.as_str(), g.matched, g.held_back)).collect();
    assert_eq!(groups, [("7A", 0, true), ("7B", 1, false)]);
    // told otherwise, every row stands for itself
    let report = match_rows(&csv(text).rows, &classes(), Whole::RowByRow).unwrap();
    assert_eq!(report.accepted().count(), 2);
}

#[test]
fn each_hindrance_is_named() {
    let unmatched = |reason| Status::Unmatched { reason };
    let conflicting = |reason| Status::Conflicting { reason };
    for (line, wanted) in [
        (";Nils Nilsson;7A;14", unmatched(UnmatchedReason::NameUnknown)),
        (";Bo Provsson;;14", unmatched(UnmatchedReason::NameAmbiguous)),
        // protected registration is never found by name
        (";Ebba Hemlig;7A;14", unmatched(UnmatchedReason::NameUnknown)),
        ("20130106TF06;;7A;14", unmatched(UnmatchedReason::NotEnrolled)),
        ("20130101TF01;Otto Lundmark;7A;14", conflicting(ConflictReason::NameOfAnother)),
    ] {
        let report = matched(&format!("Personnummer;Namn;Klass;LUS\n{line}\n"), &classes());
        assert_eq!(report.rows[0].status, wanted, "{line}");
    }
    let report = matched("Personnummer;LUS\n20130101TF01;99\n", &classes());
    assert_eq!(words(&report), ["faulty"]);
    assert!(report.groups[0].held_back);
}

#[test]
fn a_pupil_twice_repeats_or_contradicts() {
    let text = "Personnummer;LUS\n20130101TF01;14\n20130101TF01;14\n";
    assert_eq!(words(&matched(text, &classes())), ["matched", "repeated"]);
    let text = "Personnummer;LUS\n20130101TF01;14\n20130101TF01;15\n";
    let conflict = "conflicting two_values";
    assert_eq!(words(&matched(text, &classes())), [conflict, conflict]);
}

#[test]
fn what_is_recorded_already_is_kept_replaced_or_defended() {
    let text = "Personnummer;LUS\n20130101TF01;14\n20130102TF02;\n";
    let mut classes = classes();
    let mut record = |code, signed_off| {
        classes.recorded.insert(0, Recorded { outcome: outcome(code), signed_off });
        matched(text, &classes)
    };
    assert_eq!(words(&record("14", true)), ["already_recorded", "blank"]);
    assert_eq!(words(&record("15", true)), ["conflicting signed_off", "blank"]);
    let report = record("15", false);
    assert!(matches!(report.rows[0].status, Status::Matched { replaces: true, .. }));
    assert_eq!(report.accepted().count(), 1);
}

#[test]
fn the_report_names_no_one() {
    let text = "Personnummer;Namn;Klass;LUS;Kommentar\n\
                20130101TF01;Alva Provsson;7A;14;läser gärna\n;Nils Nilsson;7A;x;\n";
    let report = serde_json::to_string(&matched(text, &classes())).unwrap();
    for content in ["Alva", "Nils", "20130101", "gärna"] {
        assert!(!report.contains(content), "{report}");
    }
}

/// Group, how many of it are faulty, whether it is held back.
fn groups(report: &Report) -> Vec<(&str, usize, bool)> {
    report.groups.iter().map(|g| (g.group.as_str(), g.faulty, g.held_back)).collect()
}

#[test]
fn a_value_that_is_nobodys_holds_its_class_back() {
    let heading = "Klass;Namn;Personnummer;LUS;Orsak\n";
    let first = "7A;Alva Provsson;20130101TF01;14;\n";
    // a value, a reason, something unreadable; without class it belongs with the row above
    for line in ["7a;;;15;", "7A;;;;frånvarande", "7A; ;;hemlig;", ";;;15;"] {
        let text = format!("{heading}{first}{line}\n7B;;20130103TF03;15;\n");
        let report = matched(&text, &classes());
        assert_eq!(words(&report), ["matched held", "faulty", "matched"], "{line}");
        assert_eq!(groups(&report), [("7A", 1, true), ("7B", 0, false)], "{line}");
        let Status::Faulty { faults } = &report.rows[1].status else { panic!("{line}") };
        assert_eq!(faults[0].what, CellFaultKind::NobodyNamed);
        assert_eq!(faults[0].to_string(), "column C: neither civic number nor name");
    }
    // the row above is one of the same sheet, not of a sheet before
    let mut rows = csv(&format!("{heading}{first}")).rows;
    rows.extend(csv(&format!("{heading};;;15;\n")).rows);
    rows[1].sheet = "Sjuan".to_owned();
    let report = match_rows(&rows, &classes(), Whole::AllOrNothing).unwrap();
    assert_eq!(groups(&report), [("7A", 0, false), ("Sjuan", 1, true)]);
    // what has no value either is a caption
    let report = matched(&format!("{heading}{first}7B;;;;\n"), &classes());
    assert_eq!(words(&report), ["matched"]);
}

#[test]
fn what_is_no_class_is_never_shown() {
    let text = "Personnummer;Namn;Klass;LUS\n\
                20130101TF01;;Alva Provsson;14\n\
                20130102TF02;;20130102TF02;15\n\
                20130103TF03;;alva-provsson;16\n\
                20130104TF04;;7 b;17\n\
                20130105TF05;;-;17\n";
    let report = matched(text, &classes());
    let group = |row: usize| report.rows[row].group.as_str();
    // what is written alike is one group all the same, and no class is the sheet
    assert_eq!([group(0), group(1), group(2)], ["? (7A row 2)", "? (7A row 3)", "? (7A row 2)"]);
    assert_eq!([group(3), group(4)], ["7 b", "7A"]);
    let all = format!("{}{report:?}", serde_json::to_string(&report).unwrap());
    for content in ["Alva", "alva", "Provsson", "provsson", "20130102"] {
        assert!(!all.contains(content), "{all}");
    }
}

#[test]
fn a_class_is_recorded_at_once_however_it_is_spelt() {
    let text = "Personnummer;Namn;Klass;LUS\n\
                20130101TF01;;7A;14\n\
                20130103TF03;;7B;14\n\
                ;Bo Provsson;7 a;15\n\
                20130105TF05;;7-A;16\n";
    let report = matched(text, &classes());
    let recorded: Vec<(&str, Vec<u32>)> = report
        .accepted_by_group()
        .map(|(group, rows)| (group.group.as_str(), rows.iter().map(|row| row.row).collect()))
        .collect();
    assert_eq!(recorded, [("7A", vec![2, 4, 5]), ("7B", vec![3])]);
    // another spelling is not another class
    let other = |status: &Status| matches!(status, Status::Matched { notice: Some(_), .. });
    assert!(!report.rows.iter().any(|row| other(&row.status)));
    // a group that is held back is not among them
    let report = matched(&format!("{text}20130109TF99;;7 A;14\n"), &classes());
    let groups: Vec<&str> = report.accepted_by_group().map(|(g, _)| g.group.as_str()).collect();
    assert_eq!(groups, ["7B"]);
}
