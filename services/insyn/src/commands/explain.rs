//! `insyn explain`: a decision with the state its decider had.

use domain::id::Position;
use domain::people::Role;
use insyn_app::explain::{Again, Explained};
use insyn_app::shown::Reader;

use crate::cli::ExplainArgs;
use crate::output::{Exit, Failure, Output, columns, exit, fail};
use crate::{actor, wiring};

pub(crate) fn run(args: &ExplainArgs, output: Output) -> Result<u8, Failure> {
    let app = wiring::open(&args.store.data)?;
    let actor = actor::resolve(&app, &args.actor, Role::Auditor)?;
    let position = Position(args.position);
    if !app.may_explain(actor, position).or_exit(exit::FAILED)? {
        return fail(exit::NOT_ALLOWED, format!("the role {} may not see this", actor.role));
    }
    let Some(mut explained) = app.explain(position).or_exit(exit::FAILED)? else {
        return fail(exit::NO, "nothing is recorded there, or its content is gone");
    };
    let facts = app.facts().or_exit(exit::FAILED)?;
    let reader =
        Reader { facts: &facts, actor: Some(actor), shown_as: None, today: app.now().day() };
    explained.event = reader.entry(explained.event);
    explained.state = explained.state.into_iter().map(|entry| reader.entry(entry)).collect();
    drop(facts);
    output.answer(&explained, || text(&explained));
    Ok(exit::DONE)
}

fn text(explained: &Explained) -> String {
    let Explained { event, cause, authority, knowledge, rested_on, state, again } = explained;
    let role = event.role.map_or("–".to_owned(), |role| role.to_string());
    let authority = authority.map_or("no grant in the record".to_owned(), |authority| {
        let delegated =
            authority.delegated.map_or(String::new(), |at| format!(", delegated at {at}"));
        format!("granted at {}{delegated}", authority.granted)
    });
    let cause = cause.map_or(String::new(), |cause| format!(", led to by {cause}"));
    let again = match again {
        Again::Same => "The same is decided on it today.".to_owned(),
        Again::Other { kinds } => format!("Today it leads to: {}.", kinds.join(", ")),
        Again::Refused { code, en, .. } => format!("Today it is refused: {en} ({code})"),
        Again::ContentGone => "Content it rested on has been disposed of.".to_owned(),
    };
    let rows: Vec<Vec<String>> = state
        .iter()
        .map(|entry| {
            vec![
                entry.position.to_string(),
                entry.at.in_sweden(),
                entry.kind.unwrap_or("–").to_owned(),
                entry.en.clone(),
            ]
        })
        .collect();
    let table = columns(&["position", "recorded", "event", "what"], &rows);
    format!(
        "{}: {}\nby {role}, {authority}{cause}; views as of {knowledge} show what could be seen.\n\
         It rested on {rested_on} events. {again}\n\n{table}",
        event.position, event.en
    )
}
