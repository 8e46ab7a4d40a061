//! The template engine of the HTML reports. Markup is in the templates; what they print is text, whoever wrote it, and
//! is escaped where it is printed.

use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::report::printable;

const LAYOUT: (&str, &str) = ("layout.html", include_str!("layout.html"));

/// The templates of a report.
pub(crate) struct Templates(Environment<'static>);

/// A page around the body of a report.
#[derive(Serialize)]
pub(crate) struct Document<'a> {
    /// The title.
    pub title: &'a str,
    /// The style sheet.
    pub style: Value,
    /// The script, for a page that has one.
    pub script: Option<Value>,
    /// The digests of both in base64, where the page allows nothing else.
    pub hashes: Option<Hashes>,
    /// What the page shows.
    pub body: Value,
}

/// The digests of a style sheet and a script.
#[derive(Serialize)]
pub(crate) struct Hashes {
    pub style: String,
    pub script: String,
}

impl Templates {
    /// Parses templates, given by name.
    pub(crate) fn new(templates: &[(&'static str, &'static str)]) -> Self {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        environment.set_syntax(syntax.expect("the marks are the usual ones"));
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_formatter(print);
        for (name, source) in templates.iter().chain([&LAYOUT]) {
            environment.add_template(name, source).expect("the template is well formed");
        }
        Self(environment)
    }

    /// Renders a template; the result is markup that other templates print as it is.
    pub(crate) fn render(&self, name: &str, context: impl Serialize) -> Value {
        markup(self.rendered(name, context))
    }

    /// Renders a whole page.
    pub(crate) fn document(&self, document: Document<'_>) -> String {
        self.rendered(LAYOUT.0, document)
    }

    fn rendered(&self, name: &str, context: impl Serialize) -> String {
        let template = self.0.get_template(name).expect("it is one of the templates");
        template.render(Value::from(Serde(context))).expect("the template fits its context")
    }
}

/// Markup that is known when the program is built.
pub(crate) fn markup(text: impl Into<String>) -> Value {
    Value::from_safe_string(text.into())
}

/// Prints a value of a template: nothing for what is not there, markup as it is, all else escaped.
fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        None if value.is_none() => {}
        None => escape(&value.to_string(), out)?,
        Some(markup) if value.is_safe() => out.write_str(markup)?,
        Some(text) => escape(text, out)?,
    }
    Ok(())
}

/// Writes text that means nothing to a browser, whoever wrote it, with invisible characters made visible.
pub(super) fn escape(text: &str, out: &mut impl fmt::Write) -> fmt::Result {
    let text = printable(text);
    let mut rest = &*text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        out.write_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_str(rest)
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn values_are_text_in_elements_and_attributes_and_markup_is_not_escaped_again() {
        let templates = Templates::new(&[("a", "<a title=\"{{ title }}\">{{ text }}</a>"), ("b", "<p>{{ a }}</p>")]);
        let a = templates.render("a", context!(title => "\" onclick='x'", text => "</a><script>&amp;{}"));
        let expected = "<a title=\"&quot; onclick=&#39;x&#39;\">&lt;/a&gt;&lt;script&gt;&amp;amp;{}</a>";
        assert_eq!(a.as_str(), Some(expected));
        let b = templates.render("b", context!(a));
        assert_eq!(b.as_str(), Some(format!("<p>{expected}</p>").as_str()));
    }

    #[test]
    fn characters_that_hide_or_reorder_text_are_spelled_out() {
        let mut escaped = String::new();
        escape("a\u{202e}b\u{0}\tc", &mut escaped).unwrap();
        assert_eq!(escaped, "a\\u{202e}b\\u{0}    c");
    }

    #[test]
    fn what_is_missing_prints_nothing_and_a_name_that_is_unknown_is_an_error() {
        let templates = Templates::new(&[("a", "[{{ none }}]"), ("b", "{{ unknown }}")]);
        assert_eq!(templates.render("a", context!(none => None::<u32>)).as_str(), Some("[]"));
        assert!(templates.0.get_template("b").unwrap().render(context!()).is_err());
    }
}
