//! A test harness that counts tests without their tools as ignored.

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

use libtest_mimic::{Arguments, Completion, Failed};

use crate::tools::{self, Missing, Need};

/// The environment variable that, set to `1`, makes tests without their tools fail.
pub const REQUIRE_TOOLS: &str = "REQUIRE_TOOLS";

/// A test, and the tools that it needs.
#[must_use]
#[expect(missing_debug_implementations, reason = "a function has nothing to show")]
pub struct Trial {
    name: String,
    needs: Vec<Need>,
    run: Box<dyn FnOnce() -> Result<(), Failed> + Send>,
}

impl Trial {
    /// Makes a test. It fails by a panic or an error; `?` converts any error that implements `Display`.
    pub fn new(
        name: impl Into<String>,
        needs: impl IntoIterator<Item = Need>,
        run: impl FnOnce() -> Result<(), Failed> + Send + 'static,
    ) -> Self {
        Self { name: name.into(), needs: needs.into_iter().collect(), run: Box::new(run) }
    }
}

/// The missing tools, each with the names of the tests that need it.
type MissingTools = Arc<Mutex<BTreeMap<Need, (Missing, Vec<String>)>>>;

/// Runs tests with the arguments of this process, which are those of `cargo test`.
///
/// Tools are found and installed when the first test that needs them runs. After the last test, each missing tool is
/// reported on the standard error.
#[must_use]
pub fn run(trials: Vec<Trial>) -> ExitCode {
    let required = std::env::var(REQUIRE_TOOLS).is_ok_and(|value| value == "1");
    let missing_tools = MissingTools::default();
    let trials = trials.into_iter().map(|trial| to_libtest(trial, required, &missing_tools)).collect();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    let outcome = if required { "FAILED" } else { "ignored" };
    for (missing, names) in missing_tools.lock().unwrap_or_else(PoisonError::into_inner).values() {
        let count = names.len();
        eprintln!("MISSING TOOL: {missing}\n    {count} {outcome}: {}", names.join(", "));
    }
    conclusion.exit_code()
}

fn to_libtest(trial: Trial, required: bool, missing_tools: &MissingTools) -> libtest_mimic::Trial {
    let missing_tools = Arc::clone(missing_tools);
    let Trial { name, needs, run } = trial;
    libtest_mimic::Trial::ignorable_test(name.clone(), move || {
        let missing: Vec<Missing> = needs.iter().filter_map(|need| tools::require(*need).err()).collect();
        if missing.is_empty() {
            return run().map(|()| Completion::Completed);
        }
        let reasons: Vec<String> = missing.iter().map(ToString::to_string).collect();
        let mut missing_tools = missing_tools.lock().unwrap_or_else(PoisonError::into_inner);
        for missing in missing {
            missing_tools.entry(missing.need).or_insert_with(|| (missing, Vec::new())).1.push(name.clone());
        }
        let reason = reasons.join("; ");
        if required { Err(reason.into()) } else { Ok(Completion::ignored_with(reason)) }
    })
}
