//! Guarantee, action programmes and the dialogue with parents, in plain words.

use domain::Event;
use domain::action_programme::{AnnulmentGround, AppealOutcome, Consulted, Ended, GoalsMet, Party};
use domain::calendar::Day;
use domain::guarantee::{Answer, Duty, Lack, Lifted};
use domain::parent_dialogue::DialogueKind;

use super::{Names, Words, way};

pub(super) fn say(event: &Event, names: Names<'_>) -> Option<Words> {
    guarantee(event, names)
        .or_else(|| investigation(event))
        .or_else(|| programme(event))
        .or_else(|| rectified(event))
        .or_else(|| appeal(event))
        .or_else(|| dialogue(event, names))
}

fn guarantee(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::GuaranteeAdopted(e) => words!(
            "Kvalitetsgarantins tider antogs, från {}: svar inom {} dagar.",
            "The times of the quality guarantee were adopted, from {}: an answer within {} days.",
            e.valid_from,
            e.answer_days
        ),
        E::ShortfallFound(e) => {
            let (sv, en) = lack(&e.lack);
            let (round_sv, round_en) = names.round(e.round);
            (
                format!("Garantin i {round_sv}: {sv}. Svar senast {}.", e.answer_by),
                format!("The guarantee in {round_en}: {en}. Answer by {}.", e.answer_by),
            )
        }
        E::ShortfallLifted(e) => {
            let (sv, en) = lifted(&e.why);
            (
                format!("Avvikelsen i post {} gäller inte längre: {sv}.", e.of),
                format!("The shortfall at position {} no longer stands: {en}.", e.of),
            )
        }
        E::ShortfallFollowed(e) => words!(
            "Avvikelsen i post {} följde eleven från {} till {}.",
            "The shortfall at position {} followed the pupil from {} to {}.",
            e.of,
            names.school(e.from),
            names.school(e.school)
        ),
        E::GuaranteeAnswered(e) => {
            let (sv, en) = answer(&e.answer);
            (
                format!("Avvikelsen i post {} besvarades, med skäl: {sv}.", e.of),
                format!("The shortfall at position {} was answered, with reasons: {en}.", e.of),
            )
        }
        E::DutyReminded(e) => {
            let (sv, en) = duty(e.duty);
            (
                format!("Påminnelse: {sv} skulle ha skett {}.", e.due),
                format!("Reminder: {en} was due on {}.", e.due),
            )
        }
        E::FollowUpDeclined(e) => words!(
            "Uppföljningen med anledning av post {} ({}) kunde inte utföras: {}.",
            "The follow-up led to by position {} ({}) could not be carried out: {}.",
            e.cause,
            e.rule,
            e.refusal
        ),
        _ => return None,
    })
}

fn lack(lack: &Lack) -> (&'static str, &'static str) {
    match lack {
        Lack::Below { .. } => ("eleven är under åtagandets punkt", "the pupil is below the point"),
        Lack::NotAssessed { .. } => ("eleven är inte bedömd", "the pupil is not assessed"),
        Lack::Missing => ("resultat saknas för eleven", "the pupil has no result"),
    }
}

fn lifted(why: &Lifted) -> (&'static str, &'static str) {
    match why {
        Lifted::Reached { .. } => ("eleven har nått punkten", "the pupil has reached the point"),
        Lifted::OutsidePopulation => {
            ("eleven räknas inte längre i omgången", "the pupil no longer counts in the round")
        }
        Lifted::PromiseWithdrawn => ("åtagandet gäller inte", "the commitment does not hold"),
        Lifted::Replaced => ("den ersattes av en ny", "a new one took its place"),
        Lifted::Left => {
            ("eleven har lämnat kommunens skolor", "the pupil has left the municipality's schools")
        }
    }
}

fn answer(answer: &Answer) -> (&'static str, &'static str) {
    match answer {
        Answer::ExtraAdaptations => ("extra anpassningar", "extra adaptations"),
        Answer::ReportedToPrincipal => ("anmält till rektorn", "reported to the principal"),
        Answer::ProgrammeCovers { .. } => {
            ("ett åtgärdsprogram omfattar det", "an action programme covers it")
        }
        Answer::Reassess => ("eleven bedöms igen", "the pupil is assessed again"),
        Answer::SchoolMeasure { .. } => ("en åtgärd på skolnivå", "a measure of the school"),
        Answer::None => ("ingen åtgärd behövs", "nothing is needed"),
    }
}

fn duty(duty: Duty) -> (&'static str, &'static str) {
    match duty {
        Duty::Answer => ("svaret i kvalitetsgarantin", "the answer in the quality guarantee"),
        Duty::Investigation => ("utredningen", "the investigation"),
        Duty::FollowUp => ("uppföljningen av programmet", "the follow-up of the programme"),
        Duty::Evaluation => ("utvärderingen av programmet", "the evaluation of the programme"),
        Duty::AppealForwarding => ("överlämnandet av överklagandet", "forwarding the appeal"),
        Duty::MeasureEvaluation => ("utvärderingen av åtgärden", "the evaluation of the measure"),
        Duty::ComplaintAnswer => ("svaret på klagomålet", "the answer to the complaint"),
    }
}

fn investigation(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::DecisionDelegated(e) => words!(
            "Rätten att besluta om åtgärdsprogram delegerades från {}.",
            "The right to decide on action programmes was delegated from {}.",
            e.from
        ),
        E::DelegationEnded(e) => words!(
            "Delegationen av beslut om åtgärdsprogram upphörde {}.",
            "The delegation of decisions on action programmes ended on {}.",
            e.on
        ),
        E::ConcernReported(e) => words!(
            "Befarat behov av särskilt stöd anmäldes till rektorn {}.",
            "A need of special support was reported to the principal on {}.",
            e.on
        ),
        E::InvestigationOpened(e) => words!(
            "Utredning av stödbehovet inleddes{}, klar senast {}.",
            "The investigation of the need was opened{}, to be concluded by {}.";
            dated(e.on), e.conclude_by
        ),
        E::InvestigationConsulted(e) => {
            let (sv, en) = consulted(&e.who);
            if e.declined {
                (format!("{sv} erbjöds delta {} men avstod.", e.on), {
                    format!("{en} was offered to take part on {} and declined.", e.on)
                })
            } else {
                (format!("Samråd {}: {}.", e.on, lower(sv)), {
                    format!("Consulted on {}: {}.", e.on, lower(en))
                })
            }
        }
        E::InvestigationConcluded(e) if e.needs_support => words!(
            "Utredningen avslutades {}: särskilt stöd behövs.",
            "The investigation was concluded on {}: special support is needed.",
            e.on
        ),
        E::InvestigationConcluded(e) => words!(
            "Utredningen avslutades {}: särskilt stöd behövs inte.",
            "The investigation was concluded on {}: no special support is needed.",
            e.on
        ),
        E::MaterialCommunicated(e) => {
            let (sv, en) = party(&e.party);
            (
                format!("Underlaget kommunicerades med {sv} {}.", e.on),
                format!("The material was communicated to {en} on {}.", e.on),
            )
        }
        E::EarlySupportAssessed(e) if e.risk => words!(
            "Tidigt stöd bedömdes {}: risk att inte nå målen.",
            "Early support was assessed on {}: a risk of not reaching the goals.",
            e.on
        ),
        E::EarlySupportAssessed(e) => words!(
            "Tidigt stöd bedömdes {}: ingen risk att inte nå målen.",
            "Early support was assessed on {}: no risk of not reaching the goals.",
            e.on
        ),
        E::HandedOver(e) => {
            words!("Eleven överlämnades {}.", "The pupil was handed over on {}.", e.on)
        }
        _ => return None,
    })
}

/// The day, where one is said.
fn dated(on: Option<Day>) -> Words {
    on.map(|on| (format!(" {on}"), format!(" on {on}"))).unwrap_or_default()
}

/// With a small first letter.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn consulted(who: &Consulted) -> (&'static str, &'static str) {
    match who {
        Consulted::Pupil => ("Eleven", "The pupil"),
        Consulted::Guardian(_) => ("En vårdnadshavare", "A guardian"),
        Consulted::StudentHealth => ("Elevhälsan", "Student health"),
        Consulted::Teachers => ("Lärarna", "The teachers"),
        Consulted::Other => ("Någon annan", "Someone else"),
    }
}

fn party(party: &Party) -> (&'static str, &'static str) {
    match party {
        Party::Guardian(_) => ("en vårdnadshavare", "a guardian"),
        Party::Pupil => ("eleven", "the pupil"),
    }
}

fn programme(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::ProgrammeDecided(e) => words!(
            "Åtgärdsprogram beslutades {}: följs upp {}, utvärderas {}.",
            "An action programme was decided on {}: followed up on {}, evaluated on {}.",
            e.decided.on,
            e.content.follow_up.on,
            e.content.evaluation.on
        ),
        E::NoProgrammeDecided(e) => words!(
            "Det beslutades {} att inget åtgärdsprogram behövs.",
            "It was decided on {} that no action programme is needed.",
            e.decided.on
        ),
        E::DecisionServed(e) => {
            let ((sv, en), (way_sv, way_en)) = (party(&e.party), way(e.way));
            (
                format!("Beslutet i post {} delgavs {sv} {} ({way_sv}).", e.decision, e.on),
                format!(
                    "The decision at position {} was served on {en} on {} ({way_en}).",
                    e.decision, e.on
                ),
            )
        }
        E::ProgrammeFollowedUp(e) => words!(
            "Åtgärdsprogrammet följdes upp {}.",
            "The action programme was followed up on {}.",
            e.on
        ),
        E::ProgrammeEvaluated(e) => {
            let (sv, en) = match e.met {
                GoalsMet::Yes => ("målen är nådda", "the goals are met"),
                GoalsMet::Partly => ("målen är delvis nådda", "the goals are partly met"),
                GoalsMet::No => ("målen är inte nådda", "the goals are not met"),
            };
            (
                format!("Åtgärdsprogrammet utvärderades {}: {sv}.", e.on),
                format!("The action programme was evaluated on {}: {en}.", e.on),
            )
        }
        E::ProgrammeRevised(e) => words!(
            "Beslutet i post {} ändrades {}: följs upp {}, utvärderas {}.",
            "The decision at position {} was changed on {}: followed up on {}, evaluated on {}.",
            e.decision,
            e.decided.on,
            e.content.follow_up.on,
            e.content.evaluation.on
        ),
        E::ProgrammeEnded(e) => {
            let (sv, en) = match e.why {
                Ended::NeedsMet => ("behovet är tillgodosett", "the need is met"),
                Ended::ReplacedByOther => ("ersatt av annat stöd", "replaced by other support"),
                Ended::PupilLeft => ("eleven har slutat", "the pupil has left"),
            };
            (
                format!("Åtgärdsprogrammet avslutades {}: {sv}.", e.on),
                format!("The action programme ended on {}: {en}.", e.on),
            )
        }
        _ => return None,
    })
}

/// Correcting a slip, annulling a decision and striking an entry are different acts.
fn rectified(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::SlipCorrected(e) => words!(
            "Ett skrivfel i beslutet i post {1} rättades{0}.",
            "A slip in the decision at position {1} was corrected{0}.";
            dated(e.on), e.decision
        ),
        E::DecisionAnnulled(e) => {
            let (sv, en) = match e.ground {
                AnnulmentGround::Incorrect => ("det var oriktigt", "it was incorrect"),
                AnnulmentGround::NewCircumstances => ("nya omständigheter", "new circumstances"),
                AnnulmentGround::BoardOfAppeal => {
                    ("överklagandenämndens beslut", "the decision of the board of appeal")
                }
            };
            (
                format!("Beslutet i post {} upphävdes {}: {sv}.", e.decision, e.on),
                format!("The decision at position {} was annulled on {}: {en}.", e.decision, e.on),
            )
        }
        E::EntryStruck(e) => words!(
            "Posten {}, gjord på fel elev, ströks.",
            "The entry at position {}, made on the wrong pupil, was struck.",
            e.of
        ),
        _ => return None,
    })
}

fn appeal(event: &Event) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::AppealLodged(e) => {
            let (sv, en) = party(&e.party);
            (
                format!("Beslutet i post {} överklagades av {sv}, inkom {}.", e.decision, {
                    e.received
                }),
                format!(
                    "The decision at position {} was appealed by {en}, received on {}.",
                    e.decision, e.received
                ),
            )
        }
        E::AppealTimelinessDecided(e) if e.in_time => words!(
            "Överklagandet i post {1} bedömdes{0} ha kommit in i rätt tid.",
            "The appeal at position {1} was found{0} to be in time.";
            dated(e.on), e.appeal
        ),
        E::AppealTimelinessDecided(e) => words!(
            "Överklagandet i post {1} avvisades{0} som för sent inkommet.",
            "The appeal at position {1} was rejected{0} as late.";
            dated(e.on), e.appeal
        ),
        E::AppealForwarded(e) => words!(
            "Överklagandet i post {} överlämnades {}.",
            "The appeal at position {} was forwarded on {}.",
            e.appeal,
            e.on
        ),
        E::AppealDecided(e) => {
            let (sv, en) = match e.outcome {
                AppealOutcome::Confirmed => ("beslutet står fast", "the decision stands"),
                AppealOutcome::Annulled => ("beslutet upphävdes", "the decision was annulled"),
                AppealOutcome::AnnulledAndRemitted => {
                    ("beslutet upphävdes och återförvisades", "annulled and remitted")
                }
                AppealOutcome::Changed => ("beslutet ändrades", "the decision was changed"),
                AppealOutcome::Dismissed => ("överklagandet avvisades", "it was dismissed"),
                AppealOutcome::Withdrawn => ("överklagandet återkallades", "it was withdrawn"),
            };
            (
                format!("Överklagandet i post {} avgjordes {}: {sv}.", e.appeal, e.on),
                format!("The appeal at position {} was decided on {}: {en}.", e.appeal, e.on),
            )
        }
        _ => return None,
    })
}

fn dialogue(event: &Event, names: Names<'_>) -> Option<Words> {
    use Event as E;
    Some(match event {
        E::DialogueInvited(e) => {
            let (sv, en) = kind(e.kind);
            (
                format!("Inbjudan till {sv} {} (språk: {}).", e.on, e.language),
                format!("Invited to {en} on {} (language: {}).", e.on, e.language),
            )
        }
        E::DialogueHeld(e) => {
            let (sv, en) = kind(e.kind);
            (
                format!("Föräldradialog hölls {}: {sv}.", e.on),
                format!("A dialogue was held on {}: {en}.", e.on),
            )
        }
        E::AssessmentExplained(e) => words!(
            "Bedömningen i {} förklarades {} (språk: {}).",
            "The assessment of {} was explained on {} (language: {}).";
            names.round(e.round),
            e.on,
            e.language
        ),
        E::GuardianViewRecorded(e) => words!(
            "En vårdnadshavares egen syn antecknades {}.",
            "A guardian's own view was recorded on {}.",
            e.on
        ),
        E::GuardianAcknowledged(e) => words!(
            "En vårdnadshavare tog {1} del av resultatet i {0}.",
            "A guardian took note of the result of {0} on {1}.";
            names.round(e.round),
            e.on
        ),
        E::ComplaintReceived(e) => words!(
            "Ett klagomål kom in {}, svar senast {}.",
            "A complaint came in on {}, to be answered by {}.",
            e.on,
            e.answer_by
        ),
        E::ComplaintAnswered(e) => words!(
            "Klagomålet i post {} besvarades {}.",
            "The complaint at position {} was answered on {}.",
            e.of,
            e.on
        ),
        _ => return None,
    })
}

fn kind(kind: DialogueKind) -> (&'static str, &'static str) {
    match kind {
        DialogueKind::DevelopmentTalk => ("utvecklingssamtal", "a development talk"),
        DialogueKind::Meeting => ("möte", "a meeting"),
        DialogueKind::Phone => ("telefonsamtal", "a telephone call"),
        DialogueKind::Written => ("skriftlig dialog", "a written dialogue"),
    }
}
