//! Knowledge, seminars, support, analysis, measures and committees, in plain words.

use domain::Event;
use domain::analysis::{Effect, MeasureFor};
use domain::committee::{Purse, Resolution};
use domain::leadership::LeadershipAct;
use domain::seminar::SeminarKind;

use super::{Names, Words, role, way};

pub(super) fn say(event: &Event, names: Names<'_>) -> Option<Words> {
    knowledge(event)
        .or_else(|| seminar(event))
        .or_else(|| support(event, names))
        .or_else(|| competence(event))
        .or_else(|| analysis(event, names))
        .or_else(|| report(event, names))
        .or_else(|| committee(event, names))
}

fn knowledge(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::KnowledgeRightDefined(e) => words!(
            "Kunskapsrätten {} (version {}, {}) fastställdes: ”{}”.",
            "The knowledge right {} (version {}, {}) was defined: “{}”.",
            e.right,
            e.version,
            e.language,
            e.title
        ),
        E::AssessmentSystemDescribed(e) => words!(
            "Bedömningssystemet {} (version {}, {}) beskrevs.",
            "The assessment system {} (version {}, {}) was described.",
            e.instrument,
            e.version,
            e.language
        ),
        E::CommitmentPublished(e) => words!(
            "Version {} av åtagandet offentliggjordes {}.",
            "Version {} of the commitment was published on {}.",
            e.version,
            e.on
        ),
        E::CommitmentExplained(e) => {
            let (sv, en) = way(e.way);
            (
                format!(
                    "Version {} av åtagandet förklarades för klassens föräldrar {} ({sv}, språk: {}).",
                    e.version, e.on, e.language
                ),
                format!(
                    "Version {} of the commitment was explained to the class's parents on {} ({en}, language: {}).",
                    e.version, e.on, e.language
                ),
            )
        }
        E::CommitmentLowered(e) => words!(
            "Åtagandets ambition sänktes {} (version {}).",
            "The ambition of the commitment was lowered on {} (version {}).",
            e.on,
            e.version
        ),
        E::ConditionsAnswered(e) => words!(
            "Rektorn besvarade lärarens förutsättningar i post {}.",
            "The principal answered the teacher's conditions at position {}.",
            e.of
        ),
        _ => return None,
    })
}

fn seminar(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::SeminarArranged(e) => {
            let (sv, en) = match e.kind {
                SeminarKind::Joint => ("Gemensamt seminarium", "A joint seminar"),
                SeminarKind::ResultAnalysis => {
                    ("Seminarium om resultatanalys", "A seminar on result analysis")
                }
                SeminarKind::AssessorAgreement => {
                    ("Seminarium om bedömaröverensstämmelse", "A seminar on assessor agreement")
                }
            };
            (
                format!("{sv} planerades till {}: ”{}”.", e.on, e.title),
                format!("{en} was arranged for {}: “{}”.", e.on, e.title),
            )
        }
        E::SeminarHeld(e) => words!(
            "Seminariet hölls {} med {} deltagare.",
            "The seminar was held on {} with {} taking part.",
            e.on,
            e.participants.len()
        ),
        // Whoever may read the trail may not read a single person's rating.
        E::RatingGiven(e) => {
            words!("Elevexempel {} bedömdes blint.", "Sample {} was rated blindly.", e.sample)
        }
        E::RatingsRevealed(_) => words!("Bedömningarna visades.", "The ratings were revealed."),
        E::ConsensusReached(e) => words!(
            "Elevexempel {}: enighet om punkt {}.",
            "Sample {}: agreed on point {}.",
            e.sample,
            e.point
        ),
        _ => return None,
    })
}

fn support(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::CoachingRequested(e) => {
            let school = names.school(e.school);
            words!("Handledning begärdes till {}.", "Coaching was asked for at {}.", school)
        }
        E::CoachingBooked(e) => {
            words!("Handledning bokades till {}.", "Coaching was booked for {}.", e.on)
        }
        E::CoachingHeld(e) => words!("Handledning hölls {}.", "Coaching was held on {}.", e.on),
        E::SupportOffered(e) => words!(
            "Stöd erbjöds {} {}: ”{}”.",
            "Support was offered to {} on {}: “{}”.",
            names.school(e.school),
            e.on,
            e.title
        ),
        E::DevelopmentRequested(e) => words!(
            "Kompetensutveckling begärdes vid {}: ”{}”.",
            "Development of the staff was asked for at {}: “{}”.",
            names.school(e.school),
            e.title
        ),
        E::DevelopmentPlanned(e) => words!(
            "Kompetensutveckling planerades till {}.",
            "Development of the staff was planned for {}.",
            e.on
        ),
        E::DevelopmentHeld(e) => words!(
            "Kompetensutveckling hölls {} med {} deltagare.",
            "Development of the staff was held on {} with {} taking part.",
            e.on,
            e.participants.len()
        ),
        E::DevelopmentEvaluated(e) => {
            let (sv, en) = if e.useful {
                ("till nytta i undervisningen", "of use in the teaching")
            } else {
                ("inte till nytta i undervisningen", "of no use in the teaching")
            };
            (
                format!("Kompetensutvecklingen utvärderades {}: {sv}.", e.on),
                format!("The development was evaluated on {}: {en}.", e.on),
            )
        }
        E::LeadershipActed(e) => {
            let (sv, en) = match e.act {
                LeadershipAct::Visit => ("besökte en lektion", "visited a lesson"),
                LeadershipAct::StaffDialogue => {
                    ("samtalade med personalen", "held a dialogue with the staff")
                }
                LeadershipAct::PriorityExplained => {
                    ("förklarade en prioritering", "explained a priority")
                }
            };
            (format!("Rektorn {sv} {}.", e.on), format!("The principal {en} on {}.", e.on))
        }
        _ => return None,
    })
}

fn competence(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::KnowledgeRequired(e) => {
            let (sv, en) = role(e.role);
            (
                format!("Kunskapskrav för {sv} från {}: ”{}”.", e.from, e.title),
                format!("Knowledge required of the {en} from {}: “{}”.", e.from, e.title),
            )
        }
        E::TrainingCompleted(e) => words!(
            "Utbildningen {} genomfördes {}.",
            "The training {} was completed on {}.",
            e.requirement,
            e.on
        ),
        E::AssessorAuthorised(e) => words!(
            "Fick behörighet att bedöma med {} från {}.",
            "Was authorised to assess with {} from {}.",
            e.instrument,
            e.from
        ),
        E::AuthorisationLapsed(e) => words!(
            "Behörigheten att bedöma med {} upphörde {}.",
            "The authorisation to assess with {} lapsed on {}.",
            e.instrument,
            e.on
        ),
        _ => return None,
    })
}

fn analysis(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::ResultsAnalysed(e) => words!(
            "Resultaten i {} analyserades {} av {} deltagare.",
            "The results of {} were analysed on {} by {} taking part.";
            names.round(e.round),
            e.on,
            e.participants.len()
        ),
        E::SchoolDialogueHeld(e) => words!(
            "Dialog på skolan om analysen hölls {} med {} deltagare.",
            "A dialogue at the school on the analysis was held on {} with {} taking part.",
            e.on,
            e.participants.len()
        ),
        E::PriorityDecided(e) => words!(
            "Prioritering {} beslutades {}: ”{}”.",
            "Priority {} was decided on {}: “{}”.",
            e.number,
            e.on,
            e.title
        ),
        E::MeasureDecided(e) => {
            let (sv, en) = subject(&e.subject);
            (
                format!(
                    "Åtgärd för {sv} beslutades {}: ”{}”, utvärderas senast {}.",
                    e.on, e.title, e.evaluate_by
                ),
                format!(
                    "A measure for {en} was decided on {}: “{}”, to be evaluated by {}.",
                    e.on, e.title, e.evaluate_by
                ),
            )
        }
        E::MeasureStarted(e) => {
            words!("Åtgärden påbörjades {}.", "The measure was started on {}.", e.on)
        }
        E::MeasureEvaluated(e) => {
            let (sv, en) = match e.effect {
                Effect::Better => ("bättre", "better"),
                Effect::Same => ("oförändrat", "the same"),
                Effect::Worse => ("sämre", "worse"),
                Effect::NotMeasurable => ("inte mätbart", "not measurable"),
            };
            let (round_sv, round_en) = names.round(e.round);
            (
                format!("Åtgärdens effekt i {round_sv} utvärderades {}: {sv}.", e.on),
                format!("The effect of the measure in {round_en} was evaluated on {}: {en}.", e.on),
            )
        }
        _ => return None,
    })
}

fn subject(subject: &MeasureFor) -> Words {
    match subject {
        MeasureFor::School => ("skolenheten".to_owned(), "the school unit".to_owned()),
        MeasureFor::Classes(of) => words!("{} klasser", "{} classes", of.len()),
        MeasureFor::Grade(grade) => words!("årskurs {}", "grade {}", grade),
        MeasureFor::Pupils(of) => words!("{} elever", "{} pupils", of.len()),
    }
}

fn report(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::ReportPrepared(e) => words!(
            "Rapporten ”{1}” om {0} upprättades utifrån de {2} första posterna.",
            "The report “{1}” on {0} was prepared from the first {2} events.";
            names.round(e.round),
            e.title,
            e.basis.size
        ),
        E::ReportDelivered(e) => words!(
            "Rapporten lämnades till {} {}.",
            "The report was delivered to {} on {}.",
            names.committee(e.committee),
            e.on
        ),
        E::ReportPresented(e) => words!(
            "Rapporten föredrogs på mötet {}.",
            "The report was presented at the meeting of {}.",
            e.meeting
        ),
        E::CommitteeInformed(e) => {
            let (sv, en) = way(e.way);
            let (school, told) = (names.school(e.school), names.committee(e.committee));
            (
                format!("Rektorn för {school} informerade {told} {} ({sv}).", e.on),
                format!("The principal of {school} informed {told} on {} ({en}).", e.on),
            )
        }
        E::SchoolAccountDelivered(e) => words!(
            "Skolredovisningen för {1} om {0} lämnades {2}, utifrån de {3} första posterna.",
            "The account of {1} on {0} was delivered on {2}, from the first {3} events.";
            names.round(e.round),
            names.school(e.school),
            e.on,
            e.basis.size
        ),
        E::SchoolAccountReceived(e) => words!(
            "Skolredovisningen i post {} togs emot av {}.",
            "The account at position {} was received by {}.",
            e.of,
            names.school(e.school)
        ),
        _ => return None,
    })
}

fn committee(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::DebateHeld(e) => words!(
            "Offentlig debatt hölls {} ({}), utlyst {}.",
            "A public debate was held on {} ({}), announced on {}.",
            e.on,
            e.forum,
            e.announced
        ),
        E::CommitteeDecided(e) => {
            let (sv, en) = resolution(&e.resolution, names);
            let committee = names.committee(e.committee);
            let (without_sv, without_en) = if e.without_debate {
                (" utan föregående offentlig debatt", " without a public debate before")
            } else {
                ("", "")
            };
            (
                format!("{committee} beslutade {} ({}): {sv}{without_sv}.", e.meeting, e.number),
                format!("{committee} decided on {} ({}): {en}{without_en}.", e.meeting, e.number),
            )
        }
        E::MinutesApproved(e) => words!(
            "Protokollet från {} justerades {} och anslogs {}.",
            "The minutes of {} were approved on {} and announced on {}.",
            e.meeting,
            e.approved,
            e.announced
        ),
        E::DecisionAppealed(e) => words!(
            "Nämndens beslut överklagades {}.",
            "The committee's decision was appealed on {}.",
            e.on
        ),
        E::SuppressionRuleAdopted(e) => words!(
            "{} antog {} ({}) en regel för små tal: minst {} elever som underlag. Den gäller tillfällen från {}.",
            "{} adopted on {} ({}) a rule for small numbers: at least {} pupils as a base. It holds for rounds from {}.",
            names.committee(e.committee),
            e.meeting,
            e.number,
            e.rule.least_base,
            e.valid_from
        ),
        _ => return None,
    })
}

fn resolution(resolution: &Resolution, names: Names<'_>) -> Words {
    match resolution {
        Resolution::Noted => ("rapporten noteras".to_owned(), "the report is noted".to_owned()),
        Resolution::MoreInformation { question } => {
            words!("mer underlag begärs: ”{}”", "more information is asked for: “{}”", question)
        }
        Resolution::FundsMoved { from, to, amount } => {
            let ((from_sv, from_en), (to_sv, to_en)) = (purse(from, names), purse(to, names));
            (
                format!("{amount} kr omfördelas från {from_sv} till {to_sv}"),
                format!("SEK {amount} is moved from {from_en} to {to_en}"),
            )
        }
        Resolution::AmbitionLowered { .. } => {
            ("ambitionen sänks".to_owned(), "the ambition is lowered".to_owned())
        }
        Resolution::AmbitionRaised { .. } => {
            ("ambitionen höjs".to_owned(), "the ambition is raised".to_owned())
        }
        Resolution::TargetsAdopted { .. } => {
            ("mål antas".to_owned(), "targets are adopted".to_owned())
        }
    }
}

fn purse(purse: &Purse, names: Names<'_>) -> Words {
    match purse {
        Purse::Municipality => ("kommunen".to_owned(), "the municipality".to_owned()),
        Purse::District(id) => names.district(*id),
        Purse::School(code) => {
            words!("skolenheten {}", "the school unit {}", names.school(*code))
        }
    }
}
