//! A configuration: a valid one or an error that names its place; what an untrusted repository says never chooses where
//! anything is sent or what is run.

use super::shown;
use crate::config::{ConfigError, ConfigFile, Layers, Source};

/// Any text is a configuration or an error.
pub fn configuration(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Layers::new().user("review.toml", &text) {
        Ok(layers) => drop(layers.finish().map_err(|error| shown(&error))),
        Err(error) => check_place(&error, &text),
    }
    let given = Layers::new().repository(&Source::review_toml(&text), false);
    if let Ok(config) = given.and_then(Layers::finish) {
        let own = Layers::new().finish().expect("the built-in configuration is valid");
        assert_eq!(of_the_user(&config.file), of_the_user(&own.file), "an untrusted repository decides");
    }
}

/// Whether an error is at a place of the text, and can be shown there.
fn check_place(error: &ConfigError, text: &str) {
    let Some(place) = error.place else {
        // The parser of TOML does not say where it is nested too deep.
        assert_eq!(error.reason, "recursion limit");
        return;
    };
    let end = place.offset().checked_add(place.len()).expect("places are in the text");
    assert!(text.get(place.offset()..end).is_some(), "{place:?} is no place of the text: {error}");
    shown(error);
}

/// What the user's side alone says.
fn of_the_user(file: &ConfigFile) -> String {
    let cloud = &file.cloud;
    let of_cloud = (cloud.provider, &cloud.endpoint, &cloud.model, &cloud.api_key_env, &cloud.api_key_command);
    let sections = (&file.local, &file.cache, &file.hook, &file.runtime);
    format!("{of_cloud:?} {:?} {:?} {sections:?}", file.cloud.prices, file.route.always)
}
