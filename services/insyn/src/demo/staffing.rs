//! Who works where, and who assesses which class.

use domain::Event;
use domain::calendar::Day;
use domain::id::StaffId;
use domain::organisation::{
    AssessorAssigned, AssessorEnded, AssessorKind, EmailAddress, RoleEnded, RoleGranted,
    StaffContactSet, StaffEngaged, StaffLeft,
};
use domain::people::{Role, Scope, Sex};
use domain::personal::Personal;

use super::dice::{self, Kind};
use super::identities;
use super::journal::Stopped;
use super::town::{Running, Staff, Town};

impl Town<'_> {
    /// Engages someone from today with these roles.
    pub(super) fn engage(&mut self, events: &mut Vec<Event>, roles: &[(Role, Scope)]) -> usize {
        let number = self.staff.len();
        let staff = StaffId::from_bytes(dice::id(self.settings.seed, Kind::Staff, number));
        let sex = if self.dice.permille(720) { Sex::Female } else { Sex::Male };
        let name = identities::name(self.settings.seed, Kind::Staff, number, sex);
        let from = self.today;
        events.push(StaffEngaged { staff, from, name: Personal::Open(name) }.into());
        let granted = |(role, scope): &(Role, Scope)| {
            RoleGranted { staff, role: *role, scope: *scope, from, to: None }.into()
        };
        events.extend(roles.iter().map(granted));
        // Teachers have not given theirs: reminders reach some, and the demo shows whom they do not.
        if roles.iter().any(|(role, _)| *role != Role::Teacher) {
            let address = EmailAddress(format!("medarbetare{number}@insynsby.example"));
            let address = Some(Personal::Open(address));
            events.push(StaffContactSet { staff, address }.into());
        }
        self.staff.push(Staff { id: staff, sex, authorised: false });
        number
    }

    /// Engages a teacher at the school unit.
    pub(super) fn engage_teacher(&mut self, events: &mut Vec<Event>, school: usize) -> usize {
        let scope = Scope::School(self.schools[school].code);
        let teacher = self.engage(events, &[(Role::Teacher, scope)]);
        self.schools[school].teachers.push(teacher);
        teacher
    }

    /// Teachers without a class of their own.
    pub(super) fn free_teachers(&self, school: usize) -> Vec<usize> {
        let unit = &self.schools[school];
        let busy = |t: &usize| unit.classes.iter().any(|class| self.classes[*class].teacher == *t);
        unit.teachers.iter().copied().filter(|t| !busy(t)).collect()
    }

    pub(super) fn assigned(
        &self,
        class: usize,
        staff: usize,
        kind: AssessorKind,
        from: Day,
        to: Option<Day>,
    ) -> Event {
        let school = self.schools[self.classes[class].school].code;
        let (class, staff) = (self.classes[class].id, self.staff[staff].id);
        AssessorAssigned { class, school, staff, kind, from, to }.into()
    }

    fn ended(&self, class: usize, staff: usize, on: Day) -> Event {
        let school = self.schools[self.classes[class].school].code;
        let (class, staff) = (self.classes[class].id, self.staff[staff].id);
        AssessorEnded { class, school, staff, on }.into()
    }

    /// All standing assignments of a class end.
    pub(super) fn end_assessors(&mut self, class: usize, on: Day, events: &mut Vec<Event>) {
        events.push(self.ended(class, self.classes[class].teacher, on));
        if let Some(co_assessor) = self.classes[class].co_assessor.take() {
            events.push(self.ended(class, co_assessor, on));
        }
    }

    /// A teacher leaves and another takes over the class.
    pub(super) fn replace_teacher(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open || self.schools[school].classes.is_empty() {
            return Ok(());
        }
        let classes = self.schools[school].classes.clone();
        let chosen = self.dice.pick(&classes);
        let (leaving, on) = (self.classes[chosen].teacher, self.today);
        let mut events = Vec::new();
        for class in classes {
            if self.classes[class].co_assessor == Some(leaving) {
                self.classes[class].co_assessor = None;
                events.push(self.ended(class, leaving, on));
            }
            self.classes[class].stand_in.take_if(|(staff, _)| *staff == leaving);
        }
        events.push(self.ended(chosen, leaving, on));
        self.record(self.principal(school), events)?;

        let (staff, scope) = (self.staff[leaving].id, Scope::School(self.schools[school].code));
        let mut events: Vec<Event> = vec![
            RoleEnded { staff, role: Role::Teacher, scope, on }.into(),
            StaffLeft { staff, on }.into(),
        ];
        self.schools[school].teachers.retain(|t| *t != leaving);
        let teacher = self.engage_teacher(&mut events, school);
        self.record(self.administrator(), events)?;
        self.classes[chosen].teacher = teacher;
        let assigned = self.assigned(chosen, teacher, AssessorKind::Responsible, on, None);
        self.record(self.principal(school), vec![assigned])
    }

    /// A principal leaves and another comes.
    pub(super) fn replace_principal(&mut self, school: usize) -> Result<(), Stopped> {
        if !self.schools[school].open {
            return Ok(());
        }
        let (on, scope) = (self.today, Scope::School(self.schools[school].code));
        let staff = self.staff[self.schools[school].principal].id;
        let mut events: Vec<Event> = vec![
            RoleEnded { staff, role: Role::Principal, scope, on }.into(),
            StaffLeft { staff, on }.into(),
        ];
        self.schools[school].principal = self.engage(&mut events, &[(Role::Principal, scope)]);
        self.record(self.administrator(), events)
    }

    /// Someone stands in for the class's teacher for the rest of the window.
    pub(super) fn stand_in(&mut self, running: &Running, class: usize) -> Result<(), Stopped> {
        let school = self.classes[class].school;
        if !self.classes[class].open || self.schools[school].open_until.is_none() {
            return Ok(());
        }
        let own = self.classes[class].teacher;
        let free = self.free_teachers(school).into_iter().find(|t| *t != own);
        let staff = match free {
            Some(staff) => staff,
            None => {
                let mut events = Vec::new();
                let engaged = self.engage_teacher(&mut events, school);
                self.record(self.administrator(), events)?;
                engaged
            }
        };
        let to = running.schedule.closes.plus(1).max(self.today.plus(1));
        self.classes[class].stand_in = Some((staff, to));
        let assigned = self.assigned(class, staff, AssessorKind::StandIn, self.today, Some(to));
        self.record(self.principal(school), vec![assigned])
    }

    /// Who assesses the class today: mostly the responsible one.
    pub(super) fn who_assesses(&mut self, class: usize) -> usize {
        let today = self.today;
        let here = &self.classes[class];
        if let Some((staff, _)) = here.stand_in.filter(|(_, to)| today < *to) {
            return staff;
        }
        match here.co_assessor {
            Some(staff) if self.dice.permille(350) => staff,
            _ => self.classes[class].teacher,
        }
    }
}
