//! The defaults, and what the sections come to with them: the one place where a key that no layer sets gets its value.
//! Stages are given what comes out here and fill in nothing.

use std::time::Duration;

use toml::Table;

use super::file::{CacheSection, CloudSection, Device, Escalate, HookSection, LocalSection, RouteSection};

const ESCALATE: Escalate = Escalate::Auto;
const MAX_SHARE: f64 = 0.2;
const RISK_THRESHOLD: f64 = 0.2;
const CLOUD_TOKENS: u64 = 100_000;
const CLOUD_TIMEOUT_S: u64 = 60;
const CLOUD_TIME_S: u64 = 120;
const CLOUD_CONCURRENCY: usize = 4;
const REVIEWER_CONTEXT_TOKENS: usize = 4096;
const REVIEWER_REPLY_TOKENS: usize = 320;
const REVIEWER_TIME_S: u64 = 120;
const CACHE_MB: u32 = 64;
const MODEL_MEMORY_MB: u32 = 512;

/// The built-in layer: the keys that a repository may only tighten, so that there is something to hold it against.
pub(super) fn built_in() -> Table {
    let text = format!(
        "[route]\nescalate = \"auto\"\nmax_share = {MAX_SHARE}\nrisk_threshold = {RISK_THRESHOLD}\n\
         [cloud]\nmax_tokens = {CLOUD_TOKENS}\ntimeout_s = {CLOUD_TIMEOUT_S}\ntime_s = {CLOUD_TIME_S}\n\
         concurrency = {CLOUD_CONCURRENCY}\n"
    );
    text.parse().expect("it is valid")
}

/// Which hunks may go to a stronger reviewer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RoutePolicy {
    /// None, the hard ones or all.
    pub escalate: Escalate,
    /// At most this share of the hunks.
    pub max_share: f64,
    /// From this risk on a hunk is hard.
    pub risk_threshold: f64,
}

impl RouteSection {
    /// The section with its defaults.
    pub fn policy(&self) -> RoutePolicy {
        RoutePolicy {
            escalate: self.escalate.unwrap_or(ESCALATE),
            max_share: self.max_share.unwrap_or(MAX_SHARE),
            risk_threshold: self.risk_threshold.unwrap_or(RISK_THRESHOLD),
        }
    }
}

/// How much a local reviewer may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewerLimits {
    /// Tokens of prompt and reply together, where the model can do so many.
    pub context_tokens: usize,
    /// Tokens of a reply.
    pub reply_tokens: usize,
    /// Wall time for a whole change.
    pub time: Duration,
}

impl LocalSection {
    /// How much the reviewer may take.
    pub fn limits(&self) -> ReviewerLimits {
        ReviewerLimits {
            context_tokens: self.context_tokens.unwrap_or(REVIEWER_CONTEXT_TOKENS),
            reply_tokens: self.reply_tokens.unwrap_or(REVIEWER_REPLY_TOKENS),
            time: Duration::from_secs(self.time_s.unwrap_or(REVIEWER_TIME_S)),
        }
    }

    /// Bytes of memory that loaded models may take.
    pub fn memory_budget(&self) -> u64 {
        u64::from(self.memory_budget_mb.unwrap_or(MODEL_MEMORY_MB)) << 20
    }

    /// Where models run.
    pub fn device(&self) -> Device {
        self.device.unwrap_or(Device::Auto)
    }
}

/// How a cloud model is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CloudLimits {
    /// Tokens sent and received in a run.
    pub tokens: Option<u64>,
    /// US dollars in a run.
    pub cost: Option<f64>,
    /// Wall time for a whole change.
    pub time: Duration,
    /// Until one request is given up.
    pub timeout: Duration,
    /// Requests at the same time.
    pub concurrency: usize,
}

impl CloudSection {
    /// How much the cloud may take.
    pub fn limits(&self) -> CloudLimits {
        CloudLimits {
            tokens: self.max_tokens,
            cost: self.max_cost,
            time: Duration::from_secs(self.time_s.unwrap_or(CLOUD_TIME_S)),
            timeout: Duration::from_secs(self.timeout_s.unwrap_or(CLOUD_TIMEOUT_S).max(1)),
            concurrency: self.concurrency.unwrap_or(CLOUD_CONCURRENCY).max(1),
        }
    }
}

impl CacheSection {
    /// Whether answers are kept.
    pub fn is_enabled(&self) -> bool {
        self.enabled.unwrap_or(true)
    }

    /// Bytes that the cache may take.
    pub fn limit(&self) -> u64 {
        u64::from(self.max_mb.unwrap_or(CACHE_MB)) * 1_000_000
    }
}

impl HookSection {
    /// Whether the generative reviewer on this machine is asked in hooks, too.
    pub fn asks_reviewer(&self) -> bool {
        self.reviewer.unwrap_or(false)
    }

    /// Whether the cloud model is asked in hooks, too.
    pub fn asks_cloud(&self) -> bool {
        self.cloud.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ConfigFile;

    #[test]
    fn the_built_in_layer_says_what_the_sections_come_to_without_it() {
        let layer: ConfigFile = built_in().try_into().unwrap();
        assert_eq!(layer.route.policy(), RouteSection::default().policy());
        let without_tokens = CloudLimits { tokens: None, ..layer.cloud.limits() };
        assert_eq!(without_tokens, CloudSection::default().limits());
        assert_eq!(layer.cloud.max_tokens, Some(CLOUD_TOKENS));
    }
}
