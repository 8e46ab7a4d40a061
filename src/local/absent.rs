//! What stands in the place of the models in a program that is built without the feature `models`. A runtime that there
//! cannot be is the type of no value: whatever would need one ends with the error of opening it.

use std::collections::BTreeSet;

use self::runtime::{Runtime, RuntimeOptions};
use super::features::Measures;
use super::package::Package;
use super::registry::Choice;
use super::reviewer::{Limits, Reviewer};
use super::{Assessed, NOT_BUILT_IN};
use crate::config::{Backend, ConfigFile, Device};
use crate::git::Repository;

/// The stage of the risk models, which has nothing to say but that it is not there.
pub struct Local;

impl Local {
    /// The stage as configured; `None` where it is switched off.
    pub fn new(config: &ConfigFile, _: RuntimeOptions) -> Option<Self> {
        let is_off = Choice::of(config.local.risk.as_deref()) == Choice::Off;
        (!is_off && config.local.backend != Some(Backend::Off)).then_some(Self)
    }

    /// The stage itself: nothing can be learned on top of no model.
    #[must_use]
    pub fn with_learned(self, _: &Repository) -> Self {
        self
    }

    /// Loads nothing.
    pub fn warm(&self, _: impl IntoIterator<Item = &'static str>) {}

    /// Always `None`: there are no risks that could be kept.
    pub fn identity(&self, _: &BTreeSet<&'static str>) -> Option<String> {
        None
    }

    /// No risk, and why.
    pub fn assess(&self, change: &[Measures]) -> Assessed {
        let mut assessed = Assessed { hunks: vec![None; change.len()], ..Assessed::default() };
        if !change.is_empty() {
            assessed.degraded.push(NOT_BUILT_IN.to_owned());
        }
        assessed
    }
}

/// The reviewer of a package; there is none without a runtime.
pub(super) fn open(_: &Package, runtime: &Runtime, _: Device, _: Limits) -> Result<Box<dyn Reviewer>, String> {
    match *runtime {}
}

/// ONNX Runtime.
pub mod runtime {
    use std::fmt;
    use std::path::Path;

    use miette::Diagnostic;
    use thiserror::Error;

    use crate::config::{Device, RuntimeSection};
    use crate::local::NOT_BUILT_IN;

    /// ONNX Runtime, loaded.
    #[derive(Debug, Clone)]
    pub enum Runtime {}

    impl Runtime {
        /// Finds no library, as nothing could load it.
        ///
        /// # Errors
        /// Always [`RuntimeError`].
        pub fn open(_: &RuntimeOptions) -> Result<Self, RuntimeError> {
            Err(RuntimeError)
        }

        /// As [`Runtime::open`]; no place is looked in.
        pub fn search(options: &RuntimeOptions) -> (Vec<Tried>, Result<Self, RuntimeError>) {
            (Vec::new(), Self::open(options))
        }

        /// The version.
        pub fn version(&self) -> &str {
            match *self {}
        }

        /// The file that was loaded.
        pub fn library(&self) -> &Path {
            match *self {}
        }

        /// The devices that the library was built for.
        pub fn providers(&self) -> Vec<Device> {
            match *self {}
        }

        /// The device that `auto` stands for, or the one that was asked for.
        ///
        /// # Errors
        /// None: there is no runtime that could be asked.
        pub fn device(&self, _: Device) -> Result<Device, RuntimeError> {
            match *self {}
        }
    }

    /// The program was built without it.
    #[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
    #[error("ONNX Runtime is {NOT_BUILT_IN}")]
    #[diagnostic(help("build review with its default features"))]
    pub struct RuntimeError;

    /// Where the library would be looked for.
    #[derive(Debug, Clone, Default)]
    pub struct RuntimeOptions;

    impl RuntimeOptions {
        /// The same, whatever is configured.
        pub fn new(_: Option<&Path>, _: &RuntimeSection) -> Self {
            Self
        }
    }

    /// A place that was looked in.
    #[derive(Debug, Clone)]
    pub enum Tried {}

    impl fmt::Display for Tried {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            match *self {}
        }
    }

    /// Waits for no thread: none is in a library.
    pub fn settle() {}

    /// The installation of the library.
    pub mod install {
        use std::fmt;
        use std::path::{Path, PathBuf};

        use super::RuntimeError;

        /// Where the library would come from.
        #[derive(Debug, Clone)]
        pub struct Source;

        impl Source {
            /// The same, whatever is named.
            pub fn named(_: Option<&Path>, _: Option<&str>, _: Option<&str>) -> Self {
                Self
            }
        }

        /// What was done.
        #[derive(Debug, Clone)]
        pub enum Installed {}

        impl Installed {
            /// The library.
            pub fn library(&self) -> &Path {
                match *self {}
            }
        }

        impl fmt::Display for Installed {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                match *self {}
            }
        }

        /// No folder: the library is found in none.
        pub fn default_folder() -> Option<PathBuf> {
            None
        }

        /// Installs nothing, as nothing could load it.
        ///
        /// # Errors
        /// Always [`RuntimeError`].
        pub fn install(_: &Path, _: Source, _: &dyn Fn(&str)) -> Result<Installed, RuntimeError> {
            Err(RuntimeError)
        }
    }
}
