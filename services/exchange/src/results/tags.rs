//! A glance at XML: elements and their attributes, nothing more.

/// The start tags of a document with this local name, each as its inside (`row r="3" hidden="1"`).
pub(super) fn elements<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('<')?;
            rest = &rest[start + 1..];
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = comment.split_once("-->").map_or("", |(_, after)| after);
                continue;
            }
            let end = tag_end(rest)?;
            let tag = &rest[..end];
            rest = &rest[end + 1..];
            let full =
                tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
            if full.rsplit(':').next() == Some(name) {
                return Some(tag);
            }
        }
    })
}

/// Where a tag ends: a `>` that is not inside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if open == c => {
            quote = None;
            None
        }
        _ => None,
    })
}

/// An attribute's raw value, by full or local name.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let key = rest[..equals].trim_end().rsplit(char::is_whitespace).next()?;
        let after = rest[equals + 1..].trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after[1..].split_once(quote)?;
        if key == name || key.rsplit(':').next() == Some(name) {
            return Some(value);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes_are_found() {
        let xml =
            r#"<a><!-- <row r="9"/> --><x:row r='1' t="a>b" hidden = "1"><c/></x:row><rows/>"#;
        let found: Vec<_> = elements(xml, "row").collect();
        assert_eq!(found.len(), 1);
        assert_eq!(attribute(found[0], "r"), Some("1"));
        assert_eq!(attribute(found[0], "t"), Some("a>b"));
        assert_eq!(attribute(found[0], "hidden"), Some("1"));
        assert_eq!(attribute(found[0], "height"), None);
        assert_eq!(elements("<row", "row").count(), 0);
    }
}
