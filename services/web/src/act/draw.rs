//! The fields of a form as a page: labels, one input each, kept values, what is wrong beside it.

use maud::{Markup, html};

use crate::act::input::Input;
use crate::act::read::{SEALED_MOST, TEXT_MOST, Wrong, below, is_line};
use crate::act::schema::{Field, Form, Kind, Variant};
use crate::act::source::{Choices, Source};
use crate::text::{ActText, acts};
use crate::visit::Visit;

/// More choices than these stand in a list that opens.
const RADIOS_MOST: usize = 5;
/// Blank rows after those that are filled.
const ROWS_BLANK: usize = 3;
/// How far back a school year can be chosen.
const YEARS_BACK: i16 = 14;

/// What a form is drawn from.
pub(crate) struct Drawer<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) form: &'a Form,
    pub(crate) input: &'a Input,
    pub(crate) choices: &'a Choices,
    pub(crate) wrong: &'a [Wrong],
    /// The field whose id the form makes.
    pub(crate) founded: Option<&'a str>,
}

/// The HTML id of a field.
pub(crate) fn id_of(path: &str) -> String {
    format!("f-{}", path.replace(['.', ':'], "-"))
}

impl Drawer<'_> {
    /// All fields.
    pub(crate) fn all(&self) -> Markup {
        self.fields(&self.form.fields, "", true)
    }

    /// The label of a field.
    pub(crate) fn label(&self, field: &Field) -> &'static str {
        acts::field(&field.owner, &field.name, self.visit.language).unwrap_or_default()
    }

    fn fields(&self, fields: &[Field], path: &str, demand: bool) -> Markup {
        html! { @for field in fields {
            (self.field(field, &below(path, &field.name), demand))
        } }
    }

    /// A field. `demand`: the browser may ask for it (it is not hidden within a choice not taken).
    fn field(&self, field: &Field, path: &str, demand: bool) -> Markup {
        if self.input.is_fixed(path) {
            return self.fixed(field, path);
        }
        if field.name == "without_debate" {
            return html! { input type="hidden" name=(path) value="false"; };
        }
        let asked = demand && field.required;
        match &field.kind {
            Kind::Group(fields) => self.group(field, path, fields, asked),
            Kind::OneOf(variants) if variants.iter().all(|v| v.content.is_none()) => {
                self.simple(field, path, variants, asked)
            }
            Kind::OneOf(variants) => self.one_of(field, path, variants, asked),
            Kind::YesNo => self.yes_no(field, path, asked),
            Kind::Many(each) => self.many(field, path, each),
            _ => self.input_of(field, path, asked),
        }
    }

    /// A field that stands fast: in words, and carried along.
    fn fixed(&self, field: &Field, path: &str) -> Markup {
        let made = self.founded == Some(path);
        html! {
            input type="hidden" name="fixed" value=(path);
            @for (name, value) in self.input.within(path) {
                input type="hidden" name=(name) value=(value);
            }
            @if !made {
                p.given { span.label { (self.label(field)) } " " span.value { (self.in_words(field, path)) } }
            }
        }
    }

    /// What a field holds, in words.
    fn in_words(&self, field: &Field, path: &str) -> String {
        let value = self.input.one(path).unwrap_or_default();
        match &field.kind {
            Kind::Pick(source) => self.choices.words(*source, value).unwrap_or(value).to_owned(),
            Kind::OneOf(variants) => {
                let Some(variant) = variants.iter().find(|v| v.code == value) else {
                    return value.to_owned();
                };
                let words = self.variant_label(variant);
                match &variant.content {
                    None => words.to_owned(),
                    Some(content) => {
                        format!("{words}: {}", self.in_words(content, &below(path, value)))
                    }
                }
            }
            Kind::Many(each) => {
                let of = |value: &str| match &each.kind {
                    Kind::Pick(source) => {
                        self.choices.words(*source, value).unwrap_or(value).to_owned()
                    }
                    _ => value.to_owned(),
                };
                self.input.all(path).map(of).collect::<Vec<_>>().join(", ")
            }
            _ => value.to_owned(),
        }
    }

    fn variant_label(&self, variant: &Variant) -> &'static str {
        acts::variant(&variant.owner, &variant.code, self.visit.language).unwrap_or_default()
    }

    fn title(&self, field: &Field) -> Markup {
        html! {
            (self.label(field))
            @if !field.required { " " span.soft { (self.visit.say(ActText::Optional)) } }
        }
    }

    /// What is wrong with the field, beside it.
    fn complaint(&self, path: &str) -> Markup {
        html! { @for wrong in self.wrong.iter().filter(|wrong| wrong.path == path) {
            p.error id={ (id_of(path)) "-error" } { (wrong.why) }
        } }
    }

    fn is_wrong(&self, path: &str) -> bool {
        self.wrong.iter().any(|wrong| wrong.path == path)
    }

    fn group(&self, field: &Field, path: &str, fields: &[Field], asked: bool) -> Markup {
        html! {
            fieldset.part id=(id_of(path)) {
                legend { (self.title(field)) }
                (self.fields(fields, path, asked))
            }
        }
    }

    /// One of several words.
    fn simple(&self, field: &Field, path: &str, variants: &[Variant], asked: bool) -> Markup {
        let likely = if field.name == "regime" { self.regime() } else { "" };
        let chosen = self.input.one(path).unwrap_or(likely);
        let options = variants.iter().map(|v| (v.code.as_str(), self.variant_label(v)));
        if variants.len() > RADIOS_MOST {
            return self.select(field, path, asked, options.collect());
        }
        html! {
            fieldset.field id=(id_of(path)) aria-describedby=[self.described(path)] {
                legend { (self.title(field)) }
                @if !field.required {
                    (self.radio(path, "", self.visit.say(ActText::NotStated), chosen.is_empty(), false))
                }
                @for (code, label) in options {
                    (self.radio(path, code, label, chosen == code, asked))
                }
                (self.complaint(path))
            }
        }
    }

    /// The numbering of grades that holds today.
    fn regime(&self) -> &'static str {
        if self.visit.today().school_year().first() < 2028 { "nine" } else { "ten" }
    }

    fn described(&self, path: &str) -> Option<String> {
        self.is_wrong(path).then(|| format!("{}-error", id_of(path)))
    }

    fn radio(&self, path: &str, code: &str, label: &str, chosen: bool, asked: bool) -> Markup {
        let id = format!("{}--{}", id_of(path), if code.is_empty() { "none-stated" } else { code });
        html! {
            div.choice {
                input type="radio" id=(id) name=(path) value=(code) checked[chosen] required[asked];
                label for=(id) { (label) }
            }
        }
    }

    fn yes_no(&self, field: &Field, path: &str, asked: bool) -> Markup {
        let chosen = self.input.one(path).unwrap_or_default();
        html! {
            fieldset.field id=(id_of(path)) aria-describedby=[self.described(path)] {
                legend { (self.title(field)) }
                (self.radio(path, "true", self.visit.say(ActText::Yes), chosen == "true", asked))
                (self.radio(path, "false", self.visit.say(ActText::No), chosen == "false", asked))
                (self.complaint(path))
            }
        }
    }

    /// One of several, some of which ask for more.
    fn one_of(&self, field: &Field, path: &str, variants: &[Variant], asked: bool) -> Markup {
        let chosen = self.input.one(path).unwrap_or_default();
        html! {
            fieldset.options id=(id_of(path)) aria-describedby=[self.described(path)] {
                legend { (self.title(field)) }
                @if !field.required {
                    div.option {
                        (self.radio(path, "", self.visit.say(ActText::NotStated), chosen.is_empty(), false))
                    }
                }
                @for variant in variants { div.option {
                    (self.radio(path, &variant.code, self.variant_label(variant), chosen == variant.code, asked))
                    @if let Some(content) = &variant.content { (self.nested(content, &below(path, &variant.code))) }
                } }
                (self.complaint(path))
            }
        }
    }

    /// What a choice asks for besides; shown where it is taken.
    fn nested(&self, content: &Field, path: &str) -> Markup {
        html! { div.nested {
            @match &content.kind {
                Kind::Group(fields) => (self.fields(fields, path, false)),
                _ => (self.field(content, path, false)),
            }
        } }
    }

    fn many(&self, field: &Field, path: &str, each: &Field) -> Markup {
        match &each.kind {
            Kind::Group(fields) => self.rows(field, path, fields),
            Kind::OneOf(variants) => self.boxes(field, path, |drawer| {
                html! {
                    @for variant in variants { (drawer.box_of(path, variant)) }
                }
            }),
            Kind::Pick(source) => {
                let source = *source;
                self.boxes(field, path, |drawer| drawer.boxes_from(path, "", source))
            }
            kind => self.listed(field, path, kind),
        }
    }

    fn boxes(&self, field: &Field, path: &str, inside: impl Fn(&Self) -> Markup) -> Markup {
        html! {
            fieldset.options id=(id_of(path)) {
                legend { (self.label(field)) }
                (inside(self))
                (self.complaint(path))
            }
        }
    }

    fn boxes_from(&self, path: &str, prefix: &str, source: Source) -> Markup {
        let known = self.choices.of(source);
        html! {
            @if known.is_empty() && prefix.is_empty() {
                p.help { (self.visit.say(ActText::NothingToChoose)) }
            }
            @for choice in known {
                (self.tick(path, &format!("{prefix}{}", choice.value), &choice.words))
            }
        }
    }

    fn tick(&self, path: &str, value: &str, label: &str) -> Markup {
        let id = format!("{}--{}", id_of(path), value.replace([':', '/'], "-"));
        let ticked = self.input.all(path).any(|known| known == value);
        html! {
            div.choice {
                input type="checkbox" id=(id) name=(path) value=(value) checked[ticked];
                label for=(id) { (label) }
            }
        }
    }

    /// A box for a word, one for each of what it may name, or one with what it asks for besides.
    fn box_of(&self, path: &str, variant: &Variant) -> Markup {
        let label = self.variant_label(variant);
        match &variant.content {
            None => self.tick(path, &variant.code, label),
            Some(content) => match only_source(content) {
                Some(source) => self.boxes_from(path, &format!("{}:", variant.code), source),
                None => html! { div.option {
                    (self.tick(path, &variant.code, label))
                    (self.nested(content, &below(path, &variant.code)))
                } },
            },
        }
    }

    fn rows(&self, field: &Field, path: &str, fields: &[Field]) -> Markup {
        let rows = self.input.rows(path) + ROWS_BLANK;
        html! {
            fieldset.part id=(id_of(path)) {
                legend { (self.label(field)) }
                (self.complaint(path))
                @for number in 0..rows {
                    @let row = below(path, &number.to_string());
                    @let counted = (number + 1).to_string();
                    fieldset.row-of {
                        legend { (self.visit.fill(ActText::Row, &[("label", self.label(field)), ("number", &counted)])) }
                        (self.fields(fields, &row, false))
                    }
                }
            }
        }
    }

    /// Several days, numbers or lines, typed.
    fn listed(&self, field: &Field, path: &str, kind: &Kind) -> Markup {
        let typed = self.input.all(path).collect::<Vec<_>>().join("\n");
        let help = match kind {
            Kind::Day => ActText::DaysHelp,
            Kind::Number { .. } => ActText::NumbersHelp,
            _ => ActText::OneALine,
        };
        let id = id_of(path);
        let short = !is_line(kind) && !matches!(kind, Kind::Day);
        html! {
            div.field {
                label for=(id) { (self.label(field)) }
                @if short {
                    input type="text" id=(id) name=(path) value=(typed) aria-describedby={ (id) "-help" };
                } @else {
                    textarea id=(id) name=(path) rows="4" aria-describedby={ (id) "-help" } { (typed) }
                }
                p.help id={ (id) "-help" } { (self.visit.say(help)) }
                @if field.public { p.help { (self.visit.say(ActText::Public)) } }
                (self.complaint(path))
            }
        }
    }

    fn select(&self, field: &Field, path: &str, asked: bool, options: Vec<(&str, &str)>) -> Markup {
        let only = options.first().filter(|_| field.required && options.len() == 1);
        let chosen = self.input.one(path).or(only.map(|only| only.0)).unwrap_or_default();
        let empty = if field.required { ActText::Choose } else { ActText::NotStated };
        let id = id_of(path);
        html! {
            div.field {
                label for=(id) { (self.title(field)) }
                select id=(id) name=(path) required[asked] aria-invalid=[self.is_wrong(path).then_some("true")]
                    aria-describedby=[self.described(path)] {
                    option value="" { (self.visit.say(empty)) }
                    @for (value, label) in options {
                        option value=(value) selected[value == chosen] { (label) }
                    }
                }
                (self.complaint(path))
            }
        }
    }
}

/// What the content of a choice picks, if that is all it asks for.
pub(crate) fn only_source(content: &Field) -> Option<Source> {
    match &content.kind {
        Kind::Pick(source) => Some(*source),
        _ => None,
    }
}

/// Single inputs.
impl Drawer<'_> {
    fn input_of(&self, field: &Field, path: &str, asked: bool) -> Markup {
        let typed = self.input.one(path).unwrap_or_default();
        match &field.kind {
            Kind::Pick(Source::Position) => html! {},
            Kind::Pick(source) => {
                let known = self.choices.of(*source).iter();
                let options = known.map(|c| (c.value.as_str(), c.words.as_str())).collect();
                self.select(field, path, asked, options)
            }
            Kind::SchoolYear => {
                let year = self.visit.today().school_year();
                let years: Vec<String> =
                    (-YEARS_BACK..=1).rev().map(|n| year.plus(n).to_string()).collect();
                let options = years.iter().map(|year| (year.as_str(), year.as_str())).collect();
                self.select(field, path, asked, options)
            }
            Kind::Sealed => self.area(field, path, asked, SEALED_MOST, Some(ActText::Sealed)),
            Kind::Text => self.area(field, path, asked, TEXT_MOST, None),
            Kind::Day => self.line(field, path, asked, "date", typed),
            Kind::Number { least, most } => self.number(field, path, asked, (*least, *most)),
            Kind::Machine => html! {},
            _ => self.line(field, path, asked, "text", typed),
        }
    }

    fn help(&self, field: &Field) -> Option<String> {
        let say = |key: ActText| Some(self.visit.say(key).to_owned());
        match &field.kind {
            Kind::Share => say(ActText::ShareHelp),
            Kind::Language => say(ActText::LanguageHelp),
            Kind::SchoolCode => say(ActText::SchoolCodeHelp),
            Kind::Code(most) => {
                Some(self.visit.fill(ActText::CodeHelp, &[("most", &most.to_string())]))
            }
            _ if field.public => say(ActText::Public),
            _ => None,
        }
    }

    fn line(&self, field: &Field, path: &str, asked: bool, of: &str, typed: &str) -> Markup {
        let id = id_of(path);
        let help = self.help(field);
        let described = self.described(path).or(help.as_ref().map(|_| format!("{id}-help")));
        let most = match field.kind {
            Kind::Line(most) => Some(most),
            _ => None,
        };
        html! {
            div.field {
                label for=(id) { (self.title(field)) }
                input type=(of) id=(id) name=(path) value=(typed) required[asked] maxlength=[most]
                    aria-invalid=[self.is_wrong(path).then_some("true")] aria-describedby=[described];
                @if let Some(help) = help { p.help id={ (id) "-help" } { (help) } }
                (self.complaint(path))
            }
        }
    }

    fn number(&self, field: &Field, path: &str, asked: bool, (least, most): (u64, u64)) -> Markup {
        let id = id_of(path);
        let typed = self.input.one(path).unwrap_or_default();
        let most = (most < u64::from(u32::MAX)).then_some(most);
        html! {
            div.field {
                label for=(id) { (self.title(field)) }
                input.short type="number" id=(id) name=(path) value=(typed) required[asked] min=(least) max=[most]
                    step="1" aria-invalid=[self.is_wrong(path).then_some("true")]
                    aria-describedby=[self.described(path)];
                (self.complaint(path))
            }
        }
    }

    fn area(
        &self,
        field: &Field,
        path: &str,
        asked: bool,
        most: usize,
        help: Option<ActText>,
    ) -> Markup {
        let id = id_of(path);
        let help = help.or(field.public.then_some(ActText::Public));
        let described = self.described(path).or(help.map(|_| format!("{id}-help")));
        html! {
            div.field {
                label for=(id) { (self.title(field)) }
                textarea id=(id) name=(path) rows="5" maxlength=(most) required[asked]
                    aria-invalid=[self.is_wrong(path).then_some("true")] aria-describedby=[described] {
                    (self.input.one(path).unwrap_or_default())
                }
                @if let Some(help) = help { p.help id={ (id) "-help" } { (self.visit.say(help)) } }
                (self.complaint(path))
            }
        }
    }
}
