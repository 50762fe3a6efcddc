//! What a document rests on, how its figures are to be read, and how anyone can check it.

use super::Scribe;
use crate::envelope::{
    AccountDocument, Basis, Disclosure, Envelope, Line, ReportDocument, RestsOn,
};
use crate::page::Block;

/// The basis and the registry number as facts.
pub(super) fn basis(scribe: &Scribe<'_>, basis: &Basis, number: Option<&Line>) -> [[String; 2]; 3] {
    let words = scribe.words;
    let fill = [("size", &*words.number(basis.size)), ("day", &*words.day(basis.day))];
    let none = || scribe.say("not-registered");
    [
        [
            scribe.say("fact-registry-number"),
            number.map_or_else(none, |number| number.as_str().to_owned()),
        ],
        [scribe.say("fact-basis"), scribe.tell("basis", &fill)],
        [scribe.say("fact-root"), basis.root.as_str().to_owned()],
    ]
}

pub(super) fn report(scribe: &mut Scribe<'_>, envelope: &Envelope<ReportDocument>) {
    let view = &envelope.document.view;
    let rules = [&view.read.rules, &view.promised.rules, &view.done.rules, &view.works.rules];
    let rules = rules.into_iter().flatten().cloned().collect();
    let about = About {
        disclosure: &envelope.document.disclosure,
        rests_on: &view.basis,
        edition: &view.edition,
        least_coverage_permille: view.least_coverage_permille,
        rules,
    };
    about.write(scribe, &envelope.basis);
}

pub(super) fn account(scribe: &mut Scribe<'_>, envelope: &Envelope<AccountDocument>) {
    let view = &envelope.document.view;
    let about = About {
        disclosure: &envelope.document.disclosure,
        rests_on: &view.basis,
        edition: &view.edition,
        least_coverage_permille: view.least_coverage_permille,
        rules: view.rules.clone(),
    };
    about.write(scribe, &envelope.basis);
}

struct About<'a> {
    disclosure: &'a Disclosure,
    rests_on: &'a RestsOn,
    edition: &'a Line,
    least_coverage_permille: Option<u16>,
    rules: Vec<Line>,
}

impl About<'_> {
    fn write(mut self, scribe: &mut Scribe<'_>, basis: &Basis) {
        scribe.heading(1, "about");
        let disclosure = self.disclosure(scribe);
        scribe.paragraph(disclosure);
        let mut items = vec![scribe.tell("about-edition", &[("edition", self.edition.as_str())])];
        if let Some(least) = self.least_coverage_permille {
            let share = scribe.words.permille(u64::from(least));
            items.push(scribe.tell("about-coverage", &[("share", &share)]));
        }
        if self.rests_on.no_longer_known > 0 {
            let number = scribe.words.number(self.rests_on.no_longer_known);
            items.push(scribe.tell("about-removed", &[("number", &number)]));
        }
        self.rules.sort();
        self.rules.dedup();
        let rules: Vec<&str> = self.rules.iter().map(Line::as_str).collect();
        items.push(scribe.tell("about-rules", &[("rules", &rules.join(", "))]));
        scribe.blocks.push(Block::List { numbered: false, items });
        let size = scribe.words.number(basis.size);
        let fill = [("size", size.as_str()), ("root", basis.root.as_str())];
        let check = scribe.tell("about-check", &fill);
        scribe.paragraph(check);
    }

    fn disclosure(&self, scribe: &Scribe<'_>) -> String {
        match self.disclosure {
            Disclosure::Internal => scribe.say("about-internal"),
            Disclosure::Protected { rule, least_base } => {
                let least = least_base.to_string();
                scribe.tell("about-protected", &[("rule", rule.as_str()), ("least", &least)])
            }
        }
    }
}
