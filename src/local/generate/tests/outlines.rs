//! What is known of the beginning of a reply.

use super::super::outline::Outline;
use super::super::reading::{Open, Reading};
use super::*;

fn open(schema: &Value, text: &[u8]) -> Open {
    match Outline::new(schema).unwrap().read(text, "") {
        Reading::Open(open) => open,
        other => panic!("{other:?}: {}", String::from_utf8_lossy(text)),
    }
}

fn closed(schema: &Value, text: &[u8]) -> String {
    let open = open(schema, text);
    String::from_utf8([&text[..open.keep], open.closing.as_bytes()].concat()).unwrap()
}

#[test]
fn every_beginning_has_a_short_ending() {
    let text = r#"{"verdict":"comment","comments":[{"quote":"a\n\"é🦀","message":"\u0007b","severity":"info","suggestion":"x"},{"quote":"","message":"y","severity":"warning","suggestion":null}]}"#;
    for schema in [schema(), agreeing()] {
        for length in 0..text.len() {
            let closed = closed(&schema, &text.as_bytes()[..length]);
            fits(&closed);
            assert!(closed.len() <= length + 80, "{closed}");
        }
        assert_eq!(Outline::new(&schema).unwrap().read(text.as_bytes(), ""), Reading::Done(text.len()));
    }
}

#[test]
fn what_is_half_written_is_dropped_and_what_is_optional_is_left_out() {
    let comment = r#"{"verdict":"hard","comments":[{"quote":""#;
    let rest = r#"","message":".","severity":"error","suggestion":null}]}"#;
    for (half, kept) in [(&b"a\\"[..], "a"), (b"a\\u00", "a"), (b"a\xf0\x9f", "a"), (b"a\\\\", "a\\\\"), (b"", "")] {
        let text = [comment.as_bytes(), half].concat();
        assert_eq!(closed(&schema(), &text), format!("{comment}{kept}{rest}"));
    }
    assert_eq!(closed(&schema(), b""), r#"{"verdict":"clear","comments":[]}"#);
    assert_eq!(closed(&schema(), br#"{"verdict":"c"#), r#"{"verdict":"clear","comments":[]}"#);
    assert_eq!(closed(&schema(), br#"{"verdict":"co"#), r#"{"verdict":"comment","comments":[]}"#);
}

#[test]
fn the_alternatives_that_are_open_are_known_with_what_is_sure_to_come_before_them() {
    for schema in [schema(), agreeing()] {
        let names = |text: &str| {
            let alternatives = open(&schema, text.as_bytes()).choosing.map(|choosing| choosing.alternatives);
            let text = |(name, rest): (String, Vec<u8>)| format!("{name} {}", String::from_utf8(rest).unwrap());
            alternatives.unwrap_or_default().into_iter().map(text).collect::<Vec<_>>()
        };
        assert_eq!(names(r#"{"verdict":"c"#), [r#"clear lear""#, r#"comment omment""#]);
        assert_eq!(names(r#"{"verdi"#), [r#"clear ct":"clear""#, r#"comment ct":"comment""#, r#"hard ct":"hard""#]);
        assert!(names(r#"{"verdict":"hard","comments":["#).is_empty(), "a list is no alternative of an enum");
    }
}

#[test]
fn fields_that_are_not_required_may_be_missing() {
    let field = json!({"type": "boolean"});
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["b"],
        "properties": {"a": field, "b": field, "c": field},
    });
    assert_eq!(closed(&schema, b"{"), r#"{"b":false}"#);
    assert_eq!(closed(&schema, br#"{"a":t"#), r#"{"a":true,"b":false}"#);
    assert_eq!(closed(&schema, br#"{"b":true"#), r#"{"b":true}"#);
    assert_eq!(closed(&schema, br#"{"b":true,"#), r#"{"b":true,"c":false}"#);
    let whole = br#"{"b":true,"c":true}"#;
    assert_eq!(Outline::new(&schema).unwrap().read(whole, ""), Reading::Done(whole.len()));
}

#[test]
fn a_text_of_another_shape_is_none() {
    for text in [&b"["[..], br#"{"comments""#, br#"{"verdict":"x"#, br#"{"verdict":"clear","comments":{"#] {
        assert_eq!(Outline::new(&schema()).unwrap().read(text, ""), Reading::No);
    }
}
