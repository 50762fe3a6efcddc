//! Signing in through an identity provider, choosing a role, signing out; and signing in as an invented
//! person (test stores without providers only).

use axum::http::StatusCode;
use domain::command::Language;
use domain::id::StaffId;
use domain::people::{Actor, Role};
use insyn_app::entrance::{Entry, Returned, SignInError};
use insyn_app::session::Viewer;
use maud::{Markup, html};

use crate::fault::Fault;
use crate::page::Page;
use crate::pages::status;
use crate::text::{EntranceText, StartText};
use crate::visit::{Answer, Visit};
use crate::words;

/// `GET /sign-in`: the ways in. In a production store without any: what remains to be done.
pub(crate) fn show(visit: &Visit) -> Result<Answer, Fault> {
    if visit.site().is_demo() {
        return Ok(Answer::Redirect("/".to_owned()));
    }
    if visit.site().entrance.providers().is_empty() {
        return Ok(not_configured(visit).into());
    }
    let body = html! {
        section.sheet aria-labelledby="ways" {
            h2 #ways { (visit.say(EntranceText::Ways)) }
            ul.plain-list {
                @for entry in visit.site().entrance.providers() { li { (way(visit, entry)) } }
            }
        }
    };
    let page = Page::new(visit.say(EntranceText::Title), body);
    Ok(page.with_lead(html! { (visit.say(EntranceText::Lead)) }).into())
}

/// A store for real pupils that nobody can sign in to yet.
fn not_configured(visit: &Visit) -> Page {
    let body = html! {
        section.sheet aria-labelledby="remains" {
            h2 #remains { (visit.say(StartText::SafeguardsTitle)) }
            p { (visit.say(EntranceText::HowToConfigure)) }
            (status::safeguards(visit, &visit.app().safeguards()))
        }
    };
    Page::new(visit.say(StartText::ProductionTitle), body)
        .with_lead(html! { (visit.say(StartText::ProductionBody)) })
}

fn title_of(visit: &Visit, entry: &Entry) -> String {
    match visit.language {
        Language::Sv => entry.title_sv.clone(),
        Language::En => entry.title_en.clone(),
    }
}

/// One way in. A link and not a form: the browser would refuse to follow a form to another site
/// (`form-action`), and nothing here changes anything.
fn way(visit: &Visit, entry: &Entry) -> Markup {
    let title = title_of(visit, entry);
    let given = [("title", title.as_str())];
    html! {
        @if entry.provider.is_found() {
            a.button href={ "/sign-in/with/" (entry.code) } {
                (visit.fill(EntranceText::Through, &given))
            }
        } @else {
            p.warn-text role="status" { "⚠ " (visit.fill(EntranceText::Away, &given)) }
        }
    }
}

/// `GET /sign-in/with/{provider}`: off to the provider.
pub(crate) fn leave(visit: &Visit) -> Result<Answer, Fault> {
    let code: String = visit.param("provider")?;
    match visit.site().entrance.begin(visit.app().world(), &code) {
        Ok(begun) => Ok(Answer::Leaving { address: begun.address, browser: begun.browser }),
        Err(SignInError::ProviderUnknown) => Ok(Answer::Redirect("/sign-in".to_owned())),
        Err(error) => failed(visit, &error),
    }
}

/// `GET /sign-in/return/{provider}`: back from the provider.
pub(crate) fn come_back(visit: &Visit) -> Result<Answer, Fault> {
    let provider: String = visit.param("provider")?;
    let field = |name| visit.field(name);
    let returned = Returned {
        provider: &provider,
        browser: visit.login(),
        state: field("state"),
        code: field("code").filter(|_| field("error").is_none()),
        issuer: field("iss"),
    };
    let viewer = match visit.site().finish_sign_in(returned) {
        Ok(viewer) => viewer,
        Err(error) => return failed(visit, &error),
    };
    end_session(visit);
    let site = visit.site();
    let through = site.entrance.provider(&provider).map(|entry| entry.code.clone());
    let token = site.sessions.begin_through(site.app.world(), viewer, through);
    Ok(Answer::SignedIn(token))
}

/// Nobody is let in: a page in plain words that tells nothing of what was wrong with what.
fn failed(visit: &Visit, error: &SignInError) -> Result<Answer, Fault> {
    let (title, text, status) = match error {
        SignInError::Record(_) => {
            tracing::error!(error = error as &dyn std::error::Error, "a sign-in failed");
            return Err(Fault::Internal);
        }
        SignInError::Stranger | SignInError::NoRole => {
            (EntranceText::StrangerTitle, EntranceText::Stranger, StatusCode::FORBIDDEN)
        }
        SignInError::Unreachable => {
            let unavailable = StatusCode::SERVICE_UNAVAILABLE;
            (EntranceText::FailedTitle, EntranceText::Unreachable, unavailable)
        }
        SignInError::NotProven => {
            (EntranceText::FailedTitle, EntranceText::NotProven, StatusCode::FORBIDDEN)
        }
        SignInError::Lost | SignInError::ProviderUnknown => {
            (EntranceText::FailedTitle, EntranceText::Lost, StatusCode::BAD_REQUEST)
        }
    };
    let body = html! {
        p.lead { (visit.say(text)) }
        p { a.button href="/sign-in" { (visit.say(EntranceText::ToSignIn)) } }
    };
    // Not the address it came to: what a provider sent along is nobody's to click on again.
    let page = Page::new(visit.say(title), body).with_status(status);
    Ok(page.found_at("/sign-in".to_owned()).into())
}

/// `GET /sign-in/role`: the roles a member of staff holds today, and signing out everywhere.
pub(crate) fn roles(visit: &Visit) -> Result<Answer, Fault> {
    let Some(staff) = visit.staff() else { return Ok(Answer::Redirect("/sign-in".to_owned())) };
    let roles = visit.app().roles_of(staff)?;
    let now = visit.viewer.map(|viewer| viewer.role);
    let body = html! {
        section.sheet {
            ul.plain-list { @for role in roles { li { (role_choice(visit, role, now)) } } }
        }
        (everywhere(visit))
    };
    let page = Page::new(visit.say(EntranceText::RoleTitle), body);
    Ok(page.with_lead(html! { (visit.say(EntranceText::RoleLead)) }).into())
}

fn role_choice(visit: &Visit, role: Role, now: Option<Role>) -> Markup {
    let (name, does) = words::role(role);
    let given = [("role", visit.say(name))];
    html! {
        @if now == Some(role) {
            p { strong { "✓ " (visit.fill(EntranceText::RoleNow, &given)) } }
        } @else {
            form method="post" action="/sign-in/role" {
                input type="hidden" name="role" value=(role.code());
                button type="submit" { (visit.fill(EntranceText::RoleWork, &given)) }
            }
        }
        p.soft.small { (visit.say(does)) }
    }
}

/// The form that ends every session of whoever sees it.
pub(crate) fn everywhere(visit: &Visit) -> Markup {
    html! {
        section.sheet aria-labelledby="everywhere" {
            h2 #everywhere { (visit.say(EntranceText::EverywhereTitle)) }
            p { (visit.say(EntranceText::EverywhereLead)) }
            form method="post" action="/sign-out/everywhere" {
                button.quiet type="submit" { (visit.say(EntranceText::EverywhereTitle)) }
            }
        }
    }
}

/// `POST /sign-in/role`: into a role held today, under a new token.
pub(crate) fn choose(visit: &Visit) -> Result<Answer, Fault> {
    if visit.staff().is_none() {
        return Ok(Answer::Redirect("/sign-in".to_owned()));
    }
    let role: Role = field(visit, "role")?;
    let token = visit.token().ok_or(Fault::SignInNeeded)?;
    match visit.site().choose_role(token, role)? {
        Some(token) => Ok(Answer::SignedIn(token)),
        None => Err(Fault::Forbidden),
    }
}

/// `POST /sign-in`: begins a session as an invented person.
pub(crate) fn begin(visit: &Visit) -> Result<Answer, Fault> {
    if !visit.site().is_demo() {
        return Err(Fault::SignInNeeded);
    }
    let staff: StaffId = field(visit, "staff")?;
    let role: Role = field(visit, "role")?;
    if !visit.app().roles_of(staff)?.contains(&role) {
        return Err(Fault::Forbidden);
    }
    end_session(visit);
    let site = visit.site();
    let token = site.sessions.begin(site.app.world(), Viewer::Staff(Actor { staff, role }));
    Ok(Answer::SignedIn(token))
}

/// `POST /sign-out`
pub(crate) fn end(visit: &Visit) -> Result<Answer, Fault> {
    let through = visit.token().and_then(|token| visit.site().sessions.end(token));
    Ok(Answer::SignedOut(after(visit, through.as_deref())))
}

/// `POST /sign-out/everywhere`: ends every session of the person, in whatever role and browser.
pub(crate) fn end_everywhere(visit: &Visit) -> Result<Answer, Fault> {
    let through = visit.token().and_then(|token| visit.site().sessions.end_everywhere(token));
    Ok(Answer::SignedOut(after(visit, through.as_deref())))
}

/// Where someone who has signed out goes. A page of ours first: the browser would refuse to follow the
/// form to the provider's site (`form-action`).
fn after(visit: &Visit, through: Option<&str>) -> String {
    match through {
        _ if visit.site().is_demo() => "/".to_owned(),
        Some(code) => format!("/signed-out?through={code}"),
        None => "/signed-out".to_owned(),
    }
}

/// `GET /signed-out`: says so, and goes on to the provider's own sign-out where it has one.
pub(crate) fn signed_out(visit: &Visit) -> Result<Answer, Fault> {
    let entry = visit.field("through").and_then(|code| visit.site().entrance.provider(code));
    let onward = entry.and_then(|entry| Some((entry, entry.provider.sign_out()?)));
    let body = html! {
        p.lead { (visit.say(EntranceText::SignedOut)) }
        @match &onward {
            Some((entry, address)) => {
                p { (visit.say(EntranceText::Onward)) }
                p { a.button href=(address) {
                    (visit.fill(EntranceText::OnwardLink, &[("title", &title_of(visit, entry))]))
                } }
            }
            None => p { a.button href="/sign-in" { (visit.say(EntranceText::ToSignIn)) } },
        }
    };
    let page = Page::new(visit.say(EntranceText::SignedOutTitle), body);
    Ok(match onward {
        Some((_, address)) => Answer::Onward(Box::new(page), address),
        None => page.into(),
    })
}

fn end_session(visit: &Visit) {
    if let Some(token) = visit.token() {
        visit.site().sessions.end(token);
    }
}

fn field<T: std::str::FromStr>(visit: &Visit, name: &str) -> Result<T, Fault> {
    visit.field(name).and_then(|text| text.parse().ok()).ok_or(Fault::Unreadable)
}
