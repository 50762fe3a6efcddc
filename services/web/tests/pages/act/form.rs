//! A form as a browser fills it in: what the page holds, what is typed, and what is sent.

use crate::town::Town;
use crate::web::{Answer, get, post};

/// The tags of these names.
pub(super) fn tags<'a>(page: &'a str, names: &[&str]) -> Vec<&'a str> {
    let parts = page.split('<').skip(1);
    let named = |part: &&str| {
        names
            .iter()
            .any(|name| part.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>'])))
    };
    parts.filter(named).collect()
}

/// The value of a tag's attribute.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let head = tag.split('>').next()?;
    let (_, rest) = head.split_once(&format!(" {name}=\""))?;
    Some(plain(rest.split('"').next()?))
}

fn plain(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

fn is_set(tag: &str, name: &str) -> bool {
    let head = tag.split('>').next().unwrap_or_default();
    head.split(' ').any(|part| part == name)
}

/// A form with its fields.
pub(super) struct Filled {
    action: String,
    fields: Vec<(String, String)>,
}

impl Filled {
    /// The form that an address shows.
    #[track_caller]
    pub(super) fn get(town: &Town, cookie: &str, path: &str) -> Self {
        let page = get(town, cookie, path);
        page.is(200);
        let marker = "<form class=\"act\" method=\"post\"";
        let (_, rest) = page.body.split_once(marker).unwrap_or_else(|| panic!("no form at {path}"));
        let form = rest.split("</form>").next().unwrap();
        let action = attribute(&format!("form {rest}"), "action").unwrap();
        let mut fields = Vec::new();
        let mut select = String::new();
        for tag in tags(form, &["input", "select", "option", "textarea"]) {
            let name = attribute(tag, "name").unwrap_or_default();
            let value = attribute(tag, "value").unwrap_or_default();
            let kind = attribute(tag, "type").unwrap_or_default();
            let ticked = !matches!(kind.as_str(), "radio" | "checkbox") || is_set(tag, "checked");
            if tag.starts_with("select") {
                select = name;
            } else if tag.starts_with("option") {
                if is_set(tag, "selected") {
                    fields.push((select.clone(), value));
                }
            } else if tag.starts_with("textarea") {
                let typed = tag.split_once('>').map_or("", |(_, text)| text);
                fields.push((name, plain(typed)));
            } else if ticked {
                fields.push((name, value));
            }
        }
        Self { action, fields }
    }

    /// What a field holds.
    pub(super) fn value(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Types into a field, or chooses.
    pub(super) fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.retain(|(known, _)| known != name);
        self.tick(name, value)
    }

    /// Ticks one box more.
    pub(super) fn tick(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it.
    pub(super) fn send(&self, town: &Town, cookie: &str) -> Answer {
        let fields: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        post(town, cookie, &self.action, &fields)
    }
}
