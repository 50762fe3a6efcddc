//! From records to an [`Export`]: each record on its own, each field on its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use domain::id::SchoolUnitCode;
use domain::people::{CivicNumber, Protection};
use serde_json::{Map, Value};

use super::export::{
    Assignment, Civic, Completeness, Duty, Enrolment, Export, FormRead, Group, GuardianLink,
    Listing, Membership, Organisation, OrganisationKind, Origin, Person,
};
use super::fault::{Fault, FaultKind};
use super::files::{self, Pages, ReadError};
use super::lenient::{self, Item, Node, Scribe};
use super::words::{
    ASSIGNMENT_ROLES, DUTY_ROLES, GROUP_TYPES, MARKINGS, ORGANISATION_TYPES, RELATIONS,
    SCHOOL_TYPES, SEXES,
};

/// Reads the export in a directory: organisations, persons, groups and duties, in any number of pages.
///
/// What is wrong is in the list of faults; everything else is in the export. Only a directory without
/// usable organisations or persons is an error; groups and duties may be missing, which is a fault.
pub fn read(dir: &Path) -> Result<(Export, Vec<Fault>), ReadError> {
    let mut faults = Vec::new();
    let organisations = demanded(dir, "organisations", &mut faults)?;
    let persons = demanded(dir, "persons", &mut faults)?;
    let groups = optional(dir, "groups", &mut faults)?;
    let duties = optional(dir, "duties", &mut faults)?;

    let mut complete = Completeness::default();
    let export = Export {
        organisations: all(&organisations, &mut complete.organisations, &mut faults, organisation),
        persons: all(&persons, &mut complete.persons, &mut faults, person),
        groups: all(&groups, &mut complete.groups, &mut faults, group),
        duties: all(&duties, &mut complete.duties, &mut faults, duty),
        complete,
    };
    Ok((export, faults))
}

/// A resource without which nothing can be imported.
fn demanded(
    dir: &Path,
    resource: &'static str,
    faults: &mut Vec<Fault>,
) -> Result<Pages, ReadError> {
    let mut own = Vec::new();
    let pages = files::pages(dir, resource, &mut own)?;
    if !pages.found {
        return Err(ReadError::Missing { resource });
    }
    if pages.records.is_empty() && !own.is_empty() {
        return Err(ReadError::Unusable { resource, faults: own });
    }
    faults.append(&mut own);
    Ok(pages)
}

/// A resource that may be missing.
fn optional(
    dir: &Path,
    resource: &'static str,
    faults: &mut Vec<Fault>,
) -> Result<Pages, ReadError> {
    let mut pages = files::pages(dir, resource, faults)?;
    if !pages.found {
        let file = format!("{resource}.json");
        Scribe::new(faults, file.into()).note("", FaultKind::FileMissing);
        pages.complete = false;
    }
    Ok(pages)
}

/// Reads every record of a resource. `complete` becomes whether none was lost.
fn all<T>(
    pages: &Pages,
    complete: &mut bool,
    faults: &mut Vec<Fault>,
    read: fn(&Node<'_>, Origin, &mut Scribe<'_>) -> T,
) -> BTreeMap<String, T> {
    *complete = pages.complete;
    let mut found = BTreeMap::new();
    for (index, (file, value)) in pages.records.iter().enumerate() {
        let Some((map, id)) = identified(value, index, file, faults) else {
            *complete = false;
            continue;
        };
        // An id that cannot be shown is replaced by the record's place.
        let shown = lenient::showable(&id).unwrap_or_else(|| format!("#{}", index + 1));
        let origin = Origin { file: Arc::clone(file), id: Some(shown) };
        let mut scribe = Scribe::of(faults, &origin);
        if found.contains_key(&id) {
            scribe.note("id", FaultKind::IdRepeated);
            continue;
        }
        let record = read(&Node::new(map), origin.clone(), &mut scribe);
        found.insert(id, record);
    }
    found
}

/// The record as an object, and its id.
fn identified<'a>(
    value: &'a Value,
    index: usize,
    file: &Arc<str>,
    faults: &mut Vec<Fault>,
) -> Option<(&'a Map<String, Value>, String)> {
    let origin = Origin { file: Arc::clone(file), id: Some(format!("#{}", index + 1)) };
    let mut scribe = Scribe::of(faults, &origin);
    let Some(map) = value.as_object() else {
        scribe.note("", FaultKind::RecordMalformed);
        return None;
    };
    let Some(id) = Node::new(map).text("id", &mut scribe) else {
        scribe.note("id", FaultKind::IdMissing);
        return None;
    };
    Some((map, lenient::normal(&id)))
}

// -------------------------------------------------------------------------------- organisations

fn organisation(node: &Node<'_>, origin: Origin, scribe: &mut Scribe<'_>) -> Organisation {
    let name = node.name("displayName", scribe);
    if name.is_none() {
        scribe.note("displayName", FaultKind::NameMissing);
    }
    let stated = node.word("organisationType", ORGANISATION_TYPES, scribe).flatten();
    // The agency's subset has no type: there, what has a school unit code is a school unit.
    let kind = stated.unwrap_or(match node.has("schoolUnitCode") {
        true => OrganisationKind::SchoolUnit,
        false => OrganisationKind::Other,
    });
    let (forms, elsewhere) = school_forms(node, scribe);
    let school = match kind {
        OrganisationKind::SchoolUnit if !elsewhere => school_unit_code(node, scribe),
        _ => None,
    };
    let (from, until) = node.days(scribe);
    let parent = node.reference("parentOrganisation", scribe);
    let name = name.unwrap_or_default();
    Organisation { origin, kind, name, school, forms, elsewhere, parent, from, until }
}

/// The school forms of ours, and whether there are only others.
fn school_forms(
    node: &Node<'_>,
    scribe: &mut Scribe<'_>,
) -> (Vec<domain::people::SchoolForm>, bool) {
    let words = node.words("schoolTypes", SCHOOL_TYPES, scribe);
    let mut forms: Vec<_> = words.iter().copied().flatten().collect();
    forms.sort_unstable();
    forms.dedup();
    let elsewhere = forms.is_empty() && !words.is_empty();
    (forms, elsewhere)
}

fn school_unit_code(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Option<SchoolUnitCode> {
    let Some(text) = node.text("schoolUnitCode", scribe) else {
        scribe.note("schoolUnitCode", FaultKind::SchoolUnitCodeMissing);
        return None;
    };
    let code = text.parse().ok();
    if code.is_none() {
        scribe.note("schoolUnitCode", FaultKind::SchoolUnitCodeMalformed);
    }
    code
}

// -------------------------------------------------------------------------------------- persons

fn person(node: &Node<'_>, origin: Origin, scribe: &mut Scribe<'_>) -> Person {
    let given = node.name("givenName", scribe).unwrap_or_default();
    let family = node.name("familyName", scribe).unwrap_or_default();
    if given.is_empty() || family.is_empty() {
        let field = if given.is_empty() { "givenName" } else { "familyName" };
        scribe.note(field, FaultKind::NameMissing);
    }
    Person {
        origin,
        given,
        family,
        civic: civic(node, scribe),
        sex: node.word("sex", SEXES, scribe).flatten(),
        protection: protection(node, scribe),
        email: email(node),
        has_address: node.has("addresses"),
        enrolments: node.list("enrolments", scribe, enrolment),
        guardians: node.list("responsibles", scribe, guardian),
    }
}

fn civic(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Civic {
    let text = match node.inner("civicNo") {
        Some(inner) => inner.text("value", scribe),
        None => node.text("civicNo", scribe),
    };
    match text.map(|text| CivicNumber::new(&text)) {
        Some(Ok(number)) => Civic::Number(number),
        Some(Err(_)) => {
            scribe.note("civicNo.value", FaultKind::CivicNumberMalformed);
            Civic::Malformed
        }
        None if node.has("civicNo") => Civic::Malformed,
        None => Civic::Absent,
    }
}

/// A marking that cannot be read protects most: a slip in the source must not disclose anyone.
fn protection(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Option<Protection> {
    let mut own = Vec::new();
    let stated = node.word("securityMarking", MARKINGS, &mut Scribe::new(&mut own, "".into()))?;
    // One fault for the field: that it cannot be read is said by how it is taken.
    let own = own.first();
    let what = match stated {
        Some(_) => own.map(|fault| fault.what),
        None => Some(FaultKind::MarkingAsProtected),
    };
    if let Some(what) = what {
        scribe.note_with("securityMarking", what, own.and_then(|fault| fault.detail));
    }
    Some(stated.unwrap_or(Protection::ProtectedRegistration))
}

/// The private address, or the first. Nothing is said of faults: mail is a convenience.
fn email(node: &Node<'_>) -> Option<String> {
    let mut nothing = Vec::new();
    let mut quiet = Scribe::new(&mut nothing, "".into());
    let addresses = node.list("emails", &mut quiet, |item, quiet| {
        let private = item.text("type", quiet).is_some_and(|t| t.eq_ignore_ascii_case("privat"));
        match item.text("value", quiet).filter(|v| v.contains('@') && v.len() <= 254) {
            Some(value) => Item::Use((private, value)),
            None => Item::Skip,
        }
    });
    let addresses = addresses.items();
    let chosen = addresses.iter().find(|(private, _)| *private).or_else(|| addresses.first());
    chosen.map(|(_, value)| value.clone())
}

fn enrolment(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Item<Enrolment> {
    // The standard spells it "enroledAt"; some systems do not.
    let at = node.reference("enroledAt", scribe).or_else(|| node.reference("enrolledAt", scribe));
    if at.is_none() {
        scribe.note(&node.field("enroledAt"), FaultKind::FieldMissing);
    }
    let form = match node.word("schoolType", SCHOOL_TYPES, scribe) {
        Some(Some(Some(form))) => FormRead::Ours(form),
        Some(Some(None)) => FormRead::Elsewhere,
        Some(None) => FormRead::Unknown,
        None => {
            scribe.note(&node.field("schoolType"), FaultKind::FieldMissing);
            FormRead::Unknown
        }
    };
    let (from, until) = node.days(scribe);
    let grade = node.number("schoolYear", scribe);
    let cancelled = node.flag("cancelled", scribe);
    Item::Use(Enrolment { at, form, grade, from, until, cancelled })
}

fn guardian(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Item<GuardianLink> {
    match node.word("relationType", RELATIONS, scribe) {
        Some(Some(true)) => match node.wanted_reference("person", scribe) {
            Some(person) => Item::Use(GuardianLink { person }),
            None => Item::Lost,
        },
        Some(Some(false)) => {
            scribe.note(&node.field("relationType"), FaultKind::RelationNotGuardian);
            Item::Skip
        }
        // Whoever this is, not a guardian: that the word cannot be read has been said.
        Some(None) => Item::Skip,
        None => {
            scribe.note(&node.field("relationType"), FaultKind::FieldMissing);
            Item::Skip
        }
    }
}

// --------------------------------------------------------------------------------------- groups

fn group(node: &Node<'_>, origin: Origin, scribe: &mut Scribe<'_>) -> Group {
    let is_class = node.word("groupType", GROUP_TYPES, scribe);
    if is_class.is_none() {
        scribe.note("groupType", FaultKind::FieldMissing);
    }
    let (from, until) = node.days(scribe);
    let mut group = Group {
        origin,
        is_class: is_class.flatten(),
        name: String::new(),
        organisation: None,
        from,
        until,
        members: Listing::Absent,
    };
    // Faults in teaching groups concern nobody here.
    if group.is_class != Some(false) {
        let code = |scribe: &mut Scribe<'_>| node.name("groupCode", scribe);
        let name = node.name("displayName", scribe).or_else(|| code(scribe));
        if name.is_none() {
            scribe.note("displayName", FaultKind::NameMissing);
        }
        group.name = name.unwrap_or_default();
        group.organisation = node.wanted_reference("organisation", scribe);
        group.members = node.list("groupMemberships", scribe, membership);
    }
    group
}

fn membership(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Item<Membership> {
    let Some(person) = node.wanted_reference("person", scribe) else { return Item::Lost };
    let (from, until) = node.days(scribe);
    Item::Use(Membership { person, from, until })
}

// --------------------------------------------------------------------------------------- duties

fn duty(node: &Node<'_>, origin: Origin, scribe: &mut Scribe<'_>) -> Duty {
    let role = node.word("dutyRole", DUTY_ROLES, scribe);
    if role.is_none() {
        scribe.note("dutyRole", FaultKind::FieldMissing);
    }
    let (from, until) = node.days(scribe);
    Duty {
        origin,
        person: node.wanted_reference("person", scribe),
        at: node.wanted_reference("dutyAt", scribe),
        role_read: role.is_some_and(|role| role.is_some()),
        role: role.flatten().flatten(),
        from,
        until,
        mentor_of: node.list("assignmentRole", scribe, assignment),
    }
}

fn assignment(node: &Node<'_>, scribe: &mut Scribe<'_>) -> Item<Assignment> {
    match node.word("assignmentRoleType", ASSIGNMENT_ROLES, scribe) {
        Some(Some(true)) => {}
        Some(Some(false) | None) => return Item::Skip,
        None => {
            scribe.note(&node.field("assignmentRoleType"), FaultKind::FieldMissing);
            return Item::Skip;
        }
    }
    let Some(group) = node.wanted_reference("group", scribe) else { return Item::Lost };
    let (from, until) = node.days(scribe);
    Item::Use(Assignment { group, from, until })
}
