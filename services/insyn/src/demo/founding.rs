//! The first day: municipality, districts, committees, central office, school units.

use domain::committee::{Indicator, SuppressionRule, SuppressionRuleAdopted};
use domain::id::{CommitteeId, DistrictId, MunicipalityCode, SchoolUnitCode};
use domain::organisation::{
    CommitteeFormed, CoverageAdopted, DistrictFormed, MunicipalityRegistered, ScaleEditionAdopted,
    SchoolUnitOpened,
};
use domain::people::{Role, Scope};

use super::journal::Stopped;
use super::names;
use super::reading::Effect;
use super::town::{District, School, Town};

/// A code of the county that has one municipality only (09, Gotland: 0980), so given to none.
pub(super) const MUNICIPALITY_CODE: &str = "0999";
/// No municipality has this name.
pub(super) const MUNICIPALITY_NAME: &str = "Granby kommun";
/// School unit codes from here on: above all that have been given out.
const FIRST_SCHOOL_CODE: u32 = 99_000_001;
/// Pupils per school unit: the national deciles, and one above the highest (domain notes, section 8).
const DECILES: [u32; 10] = [51, 100, 133, 180, 220, 280, 340, 440, 560, 690];
/// The least coverage under which a share is not comparable.
const LEAST_COVERAGE: u16 = 800;

impl Town<'_> {
    /// Everything that must exist before the first school year can be prepared.
    pub(super) fn found(&mut self) -> Result<(), Stopped> {
        self.plan_schools();
        self.register()?;
        self.form_districts()?;
        self.adopt_rules()?;
        self.open_schools()
    }

    fn register(&mut self) -> Result<(), Stopped> {
        let code = MunicipalityCode::new(MUNICIPALITY_CODE).expect("four digits");
        let name = MUNICIPALITY_NAME.to_owned();
        let mut events = vec![MunicipalityRegistered { code, name }.into()];
        let (role, scope) = (Role::SystemAdministrator, Scope::Municipality);
        self.central.administrator = self.engage(&mut events, &[(role, scope)]);
        self.central.coordinator =
            self.engage(&mut events, &[(Role::ResultsCoordinator, Scope::Municipality)]);
        self.record(self.administrator(), events)
    }

    fn form_districts(&mut self) -> Result<(), Stopped> {
        let count = (self.schools.len() / 5).clamp(2, names::DISTRICTS.len());
        let mut events = Vec::new();
        for (code, name) in names::DISTRICTS.iter().take(count) {
            let id = DistrictId::new(code).expect("a short code");
            let name = format!("{name} kommundelen");
            events.push(DistrictFormed { district: id, name: name.clone() }.into());
            let scope = Scope::District(id);
            let coordinator = self.engage(&mut events, &[(Role::ResultsCoordinator, scope)]);
            let member = self.engage(&mut events, &[(Role::CommitteeMember, scope)]);
            self.districts.push(District { id, name, coordinator, member });
        }
        for (committee, name, district) in self.committees() {
            events.push(CommitteeFormed { committee, name, district }.into());
        }
        self.engage_central_office(&mut events);
        self.record(self.administrator(), events)
    }

    /// The education committee and one for each district: code, name, district.
    pub(super) fn committees(&self) -> Vec<(CommitteeId, String, Option<DistrictId>)> {
        let code = |text: &str| CommitteeId::new(text).expect("a short code");
        let education = (code("utbildningsnamnden"), "Utbildningsnämnden".to_owned(), None);
        let of_districts = self.districts.iter().map(|district| {
            let name = district.name.trim_end_matches(" kommundelen");
            let committee = code(&format!("namnd-{}", district.id));
            (committee, format!("{name} kommundelsnämnden"), Some(district.id))
        });
        std::iter::once(education).chain(of_districts).collect()
    }

    fn engage_central_office(&mut self, events: &mut Vec<domain::Event>) {
        let mut office = |role| self.engage(events, &[(role, Scope::Municipality)]);
        let (adviser, secretary) = (office(Role::Adviser), office(Role::CommitteeSecretary));
        let (member, auditor) = (office(Role::CommitteeMember), office(Role::Auditor));
        let archivist = office(Role::Archivist);
        let (administrator, coordinator) = (self.central.administrator, self.central.coordinator);
        self.central = super::town::Central {
            administrator,
            coordinator,
            adviser,
            secretary,
            member,
            auditor,
            archivist,
        };
    }

    fn adopt_rules(&mut self) -> Result<(), Stopped> {
        let adopted = CoverageAdopted { least_permille: LEAST_COVERAGE, from: self.today };
        let edition = self.edition.clone();
        let events = vec![ScaleEditionAdopted { edition }.into(), adopted.into()];
        self.record(self.coordinator(), events)?;
        self.adopt_small_numbers()
    }

    /// The committee adopts the rule of the official statistics as its own.
    fn adopt_small_numbers(&mut self) -> Result<(), Stopped> {
        let (committee, _, _) = self.committees().swap_remove(0);
        let (meeting, valid_from) = (self.today, self.today);
        let adopted = |indicator| {
            let (number, rule) = ("§ 9".to_owned(), SuppressionRule::default());
            SuppressionRuleAdopted { committee, meeting, number, indicator, rule, valid_from }
                .into()
        };
        let events = [Indicator::Groups, Indicator::Targets, Indicator::Spread].map(adopted);
        self.record(self.secretary(), events.into())
    }

    fn open_schools(&mut self) -> Result<(), Stopped> {
        for school in 0..self.schools.len() {
            self.schools[school].district = school % self.districts.len();
            let unit = &self.schools[school];
            let (code, name, forms) = (unit.code, unit.name.clone(), unit.forms());
            let district = Some(self.districts[unit.district].id);
            let from = self.today;
            let mut events =
                vec![SchoolUnitOpened { school: code, name, district, forms, from }.into()];
            let scope = Scope::School(code);
            let principal = self.engage(&mut events, &[(Role::Principal, scope)]);
            let large = self.schools[school].size >= 120;
            let educator =
                large.then(|| self.engage(&mut events, &[(Role::SpecialEducator, scope)]));
            self.schools[school].principal = principal;
            self.schools[school].educator = educator;
            self.record(self.administrator(), events)?;
        }
        Ok(())
    }

    // ---------------------------------------------------------------------- sizes and grades

    /// School units until all pupils have a place, and where their pupils go on.
    fn plan_schools(&mut self) {
        let mut left = self.settings.pupils;
        while left > 0 {
            let drawn = self.draw_size();
            // No unit of a handful of pupils: the last one takes what is left.
            let size = if left < drawn + 40 { left } else { drawn };
            left -= size;
            let school = self.plan_school(size);
            self.schools.push(school);
        }
        self.choose_grades();
        self.choose_feeds();
    }

    fn draw_size(&mut self) -> u32 {
        let decile = self.dice.index(DECILES.len());
        let least = if decile == 0 { 28 } else { DECILES[decile - 1] };
        least + self.dice.below(DECILES[decile] - least)
    }

    pub(super) fn plan_school(&mut self, size: u32) -> School {
        let number = self.schools.len();
        let ahead = u32::try_from(number).unwrap_or(u32::MAX);
        let code = FIRST_SCHOOL_CODE.saturating_add(ahead).min(99_999_999);
        School {
            code: SchoolUnitCode::new(code).expect("eight digits"),
            name: names::school(number),
            district: 0,
            lowest: 0,
            highest: 9,
            size,
            open: true,
            principal: 0,
            educator: None,
            teachers: Vec::new(),
            classes: Vec::new(),
            roll: Vec::new(),
            intake: 0,
            feeds: None,
            second_language_permille: 60 + self.dice.below(200),
            effect: Effect::new(&mut self.dice),
            open_until: None,
            submitted: false,
            received: false,
            woken: false,
            informs_every: 45 + i32::try_from(number * 37 % 121).unwrap_or(0),
            measure: None,
        }
    }

    /// F-6, 7-9 or F-9, so that grade 7 has room for those who leave grade 6 elsewhere.
    fn choose_grades(&mut self) {
        let (mut leaving, mut room) = (0, 0);
        for school in &mut self.schools {
            let (lowest, highest) = match school.size {
                220.. if leaving > room => (7, 9),
                380.. => (0, 9),
                _ => (0, 6),
            };
            (school.lowest, school.highest) = (lowest, highest);
            match highest {
                6 => leaving += school.size / 7,
                _ if lowest == 7 => room += school.size / 3,
                _ => {}
            }
        }
        let largest = (0..self.schools.len()).max_by_key(|s| self.schools[*s].size);
        if let Some(largest) = largest.filter(|_| self.schools.iter().all(|s| s.highest < 9)) {
            self.schools[largest].highest = 9;
        }
    }

    /// Each F-6 unit to the unit with grades 7 to 9 that has most room left.
    fn choose_feeds(&mut self) {
        let room = |s: &School| i64::from(s.size / if s.lowest == 7 { 3 } else { 40 });
        let mut rooms: Vec<i64> = self.schools.iter().map(room).collect();
        for school in 0..self.schools.len() {
            if self.schools[school].highest == 9 {
                continue;
            }
            let upper = (0..rooms.len()).filter(|s| self.schools[*s].highest == 9);
            let best = upper.max_by_key(|s| rooms[*s]);
            if let Some(best) = best {
                rooms[best] -= i64::from(self.schools[school].size / 7);
            }
            self.schools[school].feeds = best;
        }
    }
}
