//! Tests that name the tools they need, and are counted as ignored where those cannot be had.

use std::{
    collections::BTreeMap,
    process::ExitCode,
    sync::{Arc, Mutex, PoisonError},
};

use libtest_mimic::{Arguments, Completion, Failed};

use crate::tools::{self, Missing, Need};

/// The environment variable that turns every test without its tools from ignored to failed, when it is `1`.
pub const REQUIRE_TOOLS: &str = "REQUIRE_TOOLS";

/// A test and the tools that it needs.
#[must_use]
#[expect(missing_debug_implementations, reason = "a function has nothing to show")]
pub struct Trial {
    name: String,
    needs: Vec<Need>,
    run: Box<dyn FnOnce() -> Result<(), Failed> + Send>,
}

impl Trial {
    /// A test of this name. It fails by a panic or by an error; `?` takes any error that can be displayed.
    pub fn new(
        name: impl Into<String>,
        needs: impl IntoIterator<Item = Need>,
        run: impl FnOnce() -> Result<(), Failed> + Send + 'static,
    ) -> Self {
        Self { name: name.into(), needs: needs.into_iter().collect(), run: Box::new(run) }
    }
}

/// What is missing, and which tests it is missing for.
type Skipped = Arc<Mutex<BTreeMap<Need, (Missing, Vec<String>)>>>;

/// Runs the tests by the arguments of this process, as `cargo test` gives them.
///
/// Tools are looked for, and installed, when the first test runs that needs them. What is missing is said on the
/// standard error, once for each tool, after the last test.
#[must_use]
pub fn run(trials: Vec<Trial>) -> ExitCode {
    let required = std::env::var(REQUIRE_TOOLS).is_ok_and(|value| value == "1");
    let skipped = Skipped::default();
    let trials = trials.into_iter().map(|trial| mimic(trial, required, &skipped)).collect();
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    let outcome = if required { "FAILED" } else { "ignored" };
    for (missing, names) in skipped.lock().unwrap_or_else(PoisonError::into_inner).values() {
        let count = names.len();
        eprintln!("MISSING TOOL: {missing}\n    {count} {outcome}: {}", names.join(", "));
    }
    conclusion.exit_code()
}

fn mimic(trial: Trial, required: bool, skipped: &Skipped) -> libtest_mimic::Trial {
    let skipped = Arc::clone(skipped);
    let Trial { name, needs, run } = trial;
    libtest_mimic::Trial::ignorable_test(name.clone(), move || {
        let missing: Vec<Missing> = needs.iter().filter_map(|need| tools::require(*need).err()).collect();
        if missing.is_empty() {
            return run().map(|()| Completion::Completed);
        }
        let reasons: Vec<String> = missing.iter().map(ToString::to_string).collect();
        let mut skipped = skipped.lock().unwrap_or_else(PoisonError::into_inner);
        for missing in missing {
            skipped.entry(missing.need).or_insert_with(|| (missing, Vec::new())).1.push(name.clone());
        }
        let reason = reasons.join("; ");
        if required { Err(reason.into()) } else { Ok(Completion::ignored_with(reason)) }
    })
}
