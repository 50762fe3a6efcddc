//! Letters to guardians about a round: what the pupil's result means, what the school has promised and what
//! happens next, for one guardian and about one child.
//!
//! The principal releases a school unit's letters; before that nobody outside the school sees one. A letter
//! says what the record said when it was released, and whom it goes to is asked anew each time: it is for
//! those who may see the child today. Where anyone in the family is protected there is none, and the school
//! finds another way.

use domain::calendar::Day;
use domain::event::code;
use domain::guarantee::Answer;
use domain::id::{GuardianId, PupilId, RoundId, SchoolUnitCode, Size, StaffId};
use domain::people::Protection;
use domain::query::Tag;
use domain::scale::Phase;
use domain::{Event, parent_dialogue::DialogueInvited};
use projections::figure::targets::TargetInForce;
use projections::roster::ValueResult;
use projections::views::card::{CardRound, PupilCard};
use projections::{Facts, pupil_card};
use serde_json::{Value, json};

use crate::documents::DocumentError;
use crate::names::NamesError;
use crate::store::App;
use crate::typeset::TypesetError;

/// The languages that the program itself has letters in.
pub const LANGUAGES: [&str; 3] = ["sv", "en", "sv-easy"];

/// The most letters that are printed together: a large class, each child with some guardians.
pub const BUNDLE_MAX: usize = 200;

/// When and by whom a school unit's letters about a round were released last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Released {
    /// The state of the record that the letters rest on, their release included.
    pub at: Size,
    /// The day.
    pub on: Day,
    /// The principal who released them and signs them.
    pub by: StaffId,
}

/// Why no letter goes to a guardian.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// Someone in the family is protected.
    Protected,
    /// The guardian's access to the child is blocked.
    Blocked,
    /// The child is of age, or its name is removed.
    NoLongerAChild,
    /// There is nothing to tell: neither a result nor a reason for none.
    NoResult,
}

/// One letter, or why there is none.
#[derive(Clone, PartialEq)]
pub struct Letter {
    /// About whom.
    pub pupil: PupilId,
    /// To whom.
    pub guardian: GuardianId,
    /// What the typesetter is given, all but the language; or why there is no letter.
    pub content: Result<Value, Withheld>,
}

/// A letter names a child: no log shows it.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letter").field("pupil", &self.pupil).finish_non_exhaustive()
    }
}

/// Why letters could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The facts or the root could not be had.
    #[error("what the letter rests on could not be had")]
    Document(#[source] DocumentError),
    /// A name could not be had.
    #[error("a name could not be had")]
    Names(#[source] NamesError),
}

/// What all letters of a school unit about a round share.
struct Issue {
    school: SchoolUnitCode,
    round: RoundId,
    released: Released,
    basis: Value,
    municipality: String,
    school_name: String,
    principal: String,
    targets: Vec<TargetInForce>,
    next_round: Option<Day>,
}

/// The last release of a school unit's letters about a round.
#[must_use]
pub fn released(facts: &Facts, school: SchoolUnitCode, round: RoundId) -> Option<Released> {
    let tag = Tag::RoundAtSchool(round, school);
    let last = facts.ledger_of(tag, &[code::LettersReleased], facts.size()).last()?;
    let Event::LettersReleased(event) = last.event else { return None };
    let on = last.at.day();
    Some(Released { at: Size(last.position.0 + 1), on, by: event.staff })
}

/// Where a pupil counts in a round, by the state at which letters can be released.
fn counted(card: &PupilCard, round: RoundId) -> Option<&CardRound> {
    card.rounds.iter().find(|row| row.round == round)
}

impl App {
    /// The letters about one pupil, one for each guardian; none where they are not released.
    pub fn letters_about(
        &self,
        pupil: PupilId,
        round: RoundId,
    ) -> Result<Vec<Letter>, LetterError> {
        let facts = self.facts().map_err(of_facts)?;
        let card = pupil_card(&facts, facts.size(), pupil);
        drop(facts);
        let school = card.as_ref().and_then(|card| counted(card, round)).and_then(|row| row.school);
        let Some(school) = school else { return Ok(Vec::new()) };
        let Some(issue) = self.issue(school, round, None)? else { return Ok(Vec::new()) };
        self.of_pupil(&issue, pupil)
    }

    /// The letters about these pupils, in their order; where they are not released as in the draft, and none
    /// without one.
    pub fn letters(
        &self,
        school: SchoolUnitCode,
        round: RoundId,
        pupils: &[PupilId],
        draft: Option<Released>,
    ) -> Result<Vec<Letter>, LetterError> {
        let Some(issue) = self.issue(school, round, draft)? else { return Ok(Vec::new()) };
        let mut letters = Vec::new();
        for pupil in pupils {
            letters.extend(self.of_pupil(&issue, *pupil)?);
        }
        Ok(letters)
    }

    /// The letter about a child to one of its guardians; none where there is none for them.
    pub fn letter_to(
        &self,
        guardian: GuardianId,
        pupil: PupilId,
        round: RoundId,
    ) -> Result<Option<Letter>, LetterError> {
        let letters = self.letters_about(pupil, round)?;
        let own = letters.into_iter().find(|letter| letter.guardian == guardian);
        Ok(own.filter(|letter| letter.content.is_ok()))
    }

    /// A letter as a PDF in a language. Blocks until it is made.
    pub fn letter_pdf(&self, content: &Value, language: &str) -> Result<Vec<u8>, TypesetError> {
        let mut envelope = content.clone();
        envelope["language"] = language.into();
        self.typesetter().typeset(envelope.to_string().as_bytes())
    }

    /// Letters of one school unit about one round as one PDF to be printed, each on a page of its own, in their
    /// order. None where there is no letter among them, or more than [`BUNDLE_MAX`].
    pub fn letters_pdf(
        &self,
        letters: &[Letter],
        (title, language): (&str, &str),
    ) -> Result<Option<Vec<u8>>, TypesetError> {
        let contents: Vec<&Value> =
            letters.iter().filter_map(|letter| letter.content.as_ref().ok()).collect();
        let Some(first) = contents.first().filter(|_| contents.len() <= BUNDLE_MAX) else {
            return Ok(None);
        };
        let documents: Vec<&Value> = contents.iter().map(|content| &content["document"]).collect();
        let mut envelope = (*first).clone();
        envelope["kind"] = "guardian_letters".into();
        envelope["language"] = language.into();
        envelope["document"] = json!({ "title": title, "letters": documents });
        self.typesetter().typeset(envelope.to_string().as_bytes()).map(Some)
    }

    fn issue(
        &self,
        school: SchoolUnitCode,
        round: RoundId,
        draft: Option<Released>,
    ) -> Result<Option<Issue>, LetterError> {
        let facts = self.facts().map_err(of_facts)?;
        let Some(released) = released(&facts, school, round).or(draft) else { return Ok(None) };
        let at = released.at;
        let view = projections::school(&facts, at, school, round);
        let targets = view.into_iter().flat_map(|view| view.targets).map(|row| row.target);
        let targets = targets.collect();
        let found = facts.round(round, at);
        let census = found.as_ref().map(|found| found.census_date);
        let later = facts.rounds(at).into_iter().map(|round| round.census_date);
        let next_round = later.filter(|day| Some(*day) > census).min();
        let school_name = facts.school(school, released.on, at).map(|found| found.name);
        let municipality = facts.municipality(at).map(|found| found.name).unwrap_or_default();
        drop(facts);
        let root = self.basis(at).map_err(LetterError::Document)?.root.to_string();
        let basis = json!({ "size": at, "root": root, "day": released.on });
        let principal = self.staff_name(released.by).map_err(LetterError::Names)?;
        Ok(Some(Issue {
            school,
            round,
            released,
            basis,
            municipality,
            school_name: school_name.unwrap_or_else(|| school.to_string()),
            principal: principal.map_or_else(|| "–".to_owned(), |name| name.full()),
            targets,
            next_round,
        }))
    }

    fn of_pupil(&self, issue: &Issue, pupil: PupilId) -> Result<Vec<Letter>, LetterError> {
        let facts = self.facts().map_err(of_facts)?;
        let guardians = facts.guardians(pupil, facts.size());
        let card = pupil_card(&facts, issue.released.at, pupil);
        let told = card.as_ref().and_then(|card| issue.told(&facts, card));
        let marked = facts.protection(pupil) != Protection::None;
        drop(facts);
        let mut letters = Vec::with_capacity(guardians.len());
        for linked in guardians {
            let guardian = linked.guardian;
            let why = if linked.blocked { Withheld::Blocked } else { Withheld::Protected };
            let content = match &told {
                _ if linked.blocked || marked => Err(why),
                None => Err(Withheld::NoResult),
                Some(told) => self.content(issue, told, (guardian, pupil))?,
            };
            letters.push(Letter { pupil, guardian, content });
        }
        Ok(letters)
    }

    /// One letter. Names are opened here, for those who may see the child today and for nobody else.
    fn content(
        &self,
        issue: &Issue,
        told: &Value,
        (guardian, pupil): (GuardianId, PupilId),
    ) -> Result<Result<Value, Withheld>, LetterError> {
        let child = self.child_of(guardian, pupil).map_err(LetterError::Names)?;
        let Some(child) = child else { return Ok(Err(Withheld::NoLongerAChild)) };
        let identity = self.guardian_identity(guardian).map_err(LetterError::Names)?;
        let name = identity.and_then(|identity| identity.name);
        // A guardian without a name, or a family of whom someone has none, is protected.
        let (true, Some(name)) = (child.place_shown, name) else {
            return Ok(Err(Withheld::Protected));
        };
        let Some(given) = child.given else { return Ok(Err(Withheld::NoLongerAChild)) };
        let mut document = told.clone();
        document["recipient"] = json!({ "name": name.full(), "address": [] });
        document["child"]["name"] = given.into();
        if let Some(talk) = self.talk(issue, (guardian, pupil))?
            && let Some(next) = document["next"].as_array_mut()
        {
            next.insert(0, json!({ "talk": talk }));
        }
        Ok(Ok(json!({
            "format": 1,
            "kind": "guardian_letter",
            "language": LANGUAGES[0],
            "municipality": issue.municipality,
            "registry_number": null,
            "basis": issue.basis,
            "document": document,
        })))
    }

    /// The day of the next talk to which this guardian was invited by the release.
    fn talk(
        &self,
        issue: &Issue,
        (guardian, pupil): (GuardianId, PupilId),
    ) -> Result<Option<Day>, LetterError> {
        let facts = self.facts().map_err(of_facts)?;
        let invited =
            facts.ledger_of(Tag::Pupil(pupil), &[code::DialogueInvited], issue.released.at);
        let own = invited.filter_map(|noted| match noted.event {
            Event::DialogueInvited(e) if e.guardian == guardian => Some(e),
            _ => None,
        });
        let last: Option<DialogueInvited> = own.last();
        Ok(last.map(|invitation| invitation.on).filter(|on| *on >= issue.released.on))
    }
}

fn of_facts(error: crate::facts::FactsError) -> LetterError {
    LetterError::Document(DocumentError::Facts(error))
}

impl Issue {
    /// What every guardian of a pupil is told, all but the names; none where there is nothing to tell.
    fn told(&self, facts: &Facts, card: &PupilCard) -> Option<Value> {
        let row = counted(card, self.round).filter(|row| row.school == Some(self.school))?;
        let effective = row.effective.as_ref()?;
        let grade = row.grade?;
        let result = match effective.result {
            ValueResult::NotAssessed { reason } => json!({ "not_assessed": reason }),
            ValueResult::Point { point, edition, .. } => {
                let scale = facts.edition(edition, self.released.at)?;
                let found = scale.points.iter().find(|known| known.code == point)?;
                json!({ "assessed": {
                    "point": point.to_string(),
                    "before": self.before(facts, card),
                    "phase": phase(found.phase),
                    "meaning": null,
                } })
            }
        };
        Some(json!({
            "sender": { "school": self.school_name, "principal": self.principal, "contact": null },
            "child": { "grade": grade },
            "round": self.round.to_string(),
            "result": result,
            "promised": self.promised(grade, effective.result),
            "next": self.next(facts, card.pupil),
            "home": [],
        }))
    }

    /// The point in the round before.
    fn before(&self, facts: &Facts, card: &PupilCard) -> Option<String> {
        let before = facts.previous_round(self.round, self.released.at)?;
        match counted(card, before.round)?.effective.as_ref()?.result {
            ValueResult::Point { point, .. } => Some(point.to_string()),
            ValueResult::NotAssessed { .. } => None,
        }
    }

    fn promised(&self, grade: u8, result: ValueResult) -> Value {
        let rank = match result {
            ValueResult::Point { rank, .. } => rank,
            ValueResult::NotAssessed { .. } => None,
        };
        let of_grade = self.targets.iter().filter(|target| target.grade == grade);
        let pledge = |target: &TargetInForce| {
            json!({
                "title": target.title,
                "point": target.least.to_string(),
                "reached": rank.map(|rank| rank >= target.least_rank),
            })
        };
        of_grade.map(pledge).collect()
    }

    /// What the school has answered where the pupil falls short, and the next round. Cases of action
    /// programmes are told in the case, to its parties.
    fn next(&self, facts: &Facts, pupil: PupilId) -> Value {
        let found = facts.shortfalls_of_pupil(pupil, self.released.at).into_iter();
        let answers = found.filter(|one| one.round == self.round && one.lifted.is_none());
        let answers: Vec<Answer> =
            answers.filter_map(|one| one.answer).map(|given| given.answer).collect();
        let is_given = |answer: Answer| answers.contains(&answer);
        let mut next = Vec::new();
        if is_given(Answer::Reassess) {
            next.push(json!("reassess"));
        }
        if is_given(Answer::ExtraAdaptations) {
            next.push(json!("extra_adaptations"));
        }
        next.extend(self.next_round.map(|day| json!({ "round": day })));
        Value::Array(next)
    }
}

const fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Exploring => "exploring",
        Phase::Expanding => "expanding",
        Phase::Literate => "literate",
    }
}
