//! Whose a row is, for the import of reading results.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use domain::assessment::Outcome;
use domain::calendar::Day;
use domain::id::{ClassId, PupilId, RoundId, SchoolUnitCode, StaffId};
use domain::people::{CivicNumber, Protection, PupilIdentity, Role, Scope};
use insyn_app::App;
use insyn_app::handle::CIVIC_NUMBERS;
use insyn_exchange::Unavailable;
use insyn_exchange::results::{Placement, Recorded, Roster, group_key, name_key};
use projections::Facts;
use projections::directory::rounds::Round;
use projections::roster;

/// Class and name, both as keys, to the pupils who have them.
type Names = HashMap<(String, String), Vec<PupilId>>;

/// The store as an import of results sees it, on the round's census date.
pub(crate) struct RosterStore<'a> {
    app: &'a App,
    facts: &'a Facts,
    round: &'a Round,
    /// Opened only when a row comes without civic number.
    names: OnceCell<Names>,
    /// The keys of all classes' names.
    classes: OnceCell<BTreeSet<String>>,
}

impl<'a> RosterStore<'a> {
    pub(crate) fn new(app: &'a App, facts: &'a Facts, round: &'a Round) -> Self {
        Self { app, facts, round, names: OnceCell::new(), classes: OnceCell::new() }
    }

    /// The round.
    pub(crate) fn round(&self) -> RoundId {
        self.round.round
    }

    /// The state of the record the rows are compared with.
    pub(crate) fn size(&self) -> u64 {
        self.facts.size().0
    }

    /// The class's responsible assessor on a day.
    pub(crate) fn responsible(&self, class: ClassId, on: Day) -> Option<StaffId> {
        self.facts.responsible_assessor(class, on, self.facts.size())
    }

    /// The school unit's principal today.
    pub(crate) fn principal(&self, school: SchoolUnitCode) -> Option<StaffId> {
        let (today, at) = (self.app.now().day(), self.facts.size());
        let scope = Scope::School(school);
        self.facts.staff_with_role(Role::Principal, scope, today, at).into_iter().next()
    }

    fn names(&self) -> Result<&Names, Unavailable> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let mut names = Names::new();
        for pupil in self.facts.pupils(self.facts.size()) {
            let Some(placement) = self.placement(pupil)? else { continue };
            let Some(name) = self.name_of(pupil)? else { continue };
            let class = group_key(&placement.class_name);
            // Under no class too, for lists that name none.
            if !class.is_empty() {
                names.entry((class, name.clone())).or_default().push(pupil);
            }
            names.entry((String::new(), name)).or_default().push(pupil);
        }
        Ok(self.names.get_or_init(|| names))
    }

    /// On the census date and today, as pupils are placed.
    fn classes(&self) -> BTreeSet<String> {
        let at = self.facts.size();
        let days = [self.round.census_date, self.app.now().day()];
        let schools = self.facts.schools(self.round.census_date, at);
        let on_days = schools.iter().flat_map(|school| {
            days.into_iter().flat_map(|day| self.facts.classes(school.school, day, at))
        });
        on_days.map(|class| group_key(&class.name)).collect()
    }
}

impl Roster for RosterStore<'_> {
    fn by_civic(&self, civic: &CivicNumber) -> Result<Option<PupilId>, Unavailable> {
        let found = self.app.vault().find(CIVIC_NUMBERS, civic.as_str());
        let found = found.map_err(|error| Unavailable(Box::new(error)))?;
        Ok(found.map(PupilId::from_bytes))
    }

    fn is_class(&self, name: &str) -> Result<bool, Unavailable> {
        Ok(self.classes.get_or_init(|| self.classes()).contains(&group_key(name)))
    }

    fn by_name(&self, class: &str, name: &str) -> Result<Vec<PupilId>, Unavailable> {
        let key = (group_key(class), name.to_owned());
        Ok(self.names()?.get(&key).cloned().unwrap_or_default())
    }

    fn name_of(&self, pupil: PupilId) -> Result<Option<String>, Unavailable> {
        if self.facts.protection(pupil) == Protection::ProtectedRegistration {
            return Ok(None);
        }
        let identity = self.app.identity_to_match(pupil);
        let identity = identity.map_err(|error| Unavailable(Box::new(error)))?;
        Ok(match identity {
            Some(PupilIdentity::Named { name, .. }) => Some(name_key(&name.full())),
            _ => None,
        })
    }

    fn placement(&self, pupil: PupilId) -> Result<Option<Placement>, Unavailable> {
        let at = self.facts.size();
        let today = self.app.now().day();
        // Where the pupil is on the census date; for one who came later, where the pupil is now.
        let enrolled = [self.round.census_date, today]
            .into_iter()
            .filter_map(|day| self.facts.pupil(pupil, day, at))
            .find_map(|state| state.enrolment.map(|enrolment| (state, enrolment)));
        let Some((state, enrolment)) = enrolled else { return Ok(None) };
        let class =
            state.class.and_then(|class| self.facts.class(class, self.round.census_date, at));
        Ok(Some(Placement {
            school: enrolment.school,
            class: state.class,
            class_name: class.map(|class| class.name).unwrap_or_default(),
        }))
    }

    fn recorded(&self, pupil: PupilId) -> Result<Option<Recorded>, Unavailable> {
        let at = self.facts.size();
        let Some(value) = self.facts.effective(pupil, self.round.round, at) else {
            return Ok(None);
        };
        let outcome = match value.result {
            roster::ValueResult::Point { point, .. } => Outcome::Point(point),
            roster::ValueResult::NotAssessed { reason } => Outcome::NotAssessed(reason),
        };
        let class = self.placement(pupil)?.and_then(|placement| placement.class);
        let status = self.facts.round_status(self.round.round, value.school, at);
        let signed_off = class.is_some_and(|class| status.signed_off(class).is_some());
        Ok(Some(Recorded { outcome, signed_off }))
    }
}
