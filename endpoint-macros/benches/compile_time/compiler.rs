//! This program as a wrapper of the compiler: it compiles a generated crate and records the cost.

use std::{
    env,
    ffi::OsString,
    fmt,
    fs::OpenOptions,
    io::Write as _,
    path::Path,
    process::{Command, ExitCode, Output},
    time::{Duration, Instant},
};

/// The prefix of the generated crates' names.
pub(crate) const PREFIX: &str = "endpoints_";

const COSTS: &str = "COMPILE_TIME_COSTS";
const COUNTER: &str = "COMPILE_TIME_COUNTER";

/// The number of times that a crate is compiled. The shortest time counts.
const RUNS: usize = 2;

/// The largest crate that is compiled under callgrind, which takes fifty times as long as without it.
const MOST_UNDER_CALLGRIND: u32 = 50;

/// A counter of the compiler's instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counter {
    Perf,
    Callgrind,
    None,
}

impl Counter {
    const ALL: [Self; 3] = [Self::Perf, Self::Callgrind, Self::None];

    /// Returns the first counter that works.
    pub(crate) fn of_this_machine() -> Self {
        let works =
            |counter: &Self| *counter == Self::None || counter.count(&[env!("CARGO").into(), "-V".into()]).is_some();
        Self::ALL.into_iter().find(works).unwrap_or(Self::None)
    }

    /// Counts the instructions for a generated crate, unless that would take callgrind minutes.
    fn count_crate(self, name: &str, command: &[OsString]) -> Option<u64> {
        let size: u32 = name.strip_prefix(PREFIX)?.parse().ok()?;
        (self == Self::Perf || size <= MOST_UNDER_CALLGRIND).then(|| self.count(command)).flatten()
    }

    /// Counts the instructions of a command in user mode.
    fn count(self, command: &[OsString]) -> Option<u64> {
        let output = match self {
            Self::Perf => run_under(&["perf", "stat", "-x,", "-e", "instructions:u", "--"], command)?,
            Self::Callgrind => run_under(&["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"], command)?,
            Self::None => return None,
        };
        let report = String::from_utf8_lossy(&output.stderr);
        report.lines().rev().find_map(|line| match self {
            Self::Perf => line.split_once(",,instructions")?.0.parse().ok(),
            _ => line.split_once("Collected : ")?.1.trim().parse().ok(),
        })
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Perf => "counted by perf",
            Self::Callgrind => "counted by callgrind up to 50 endpoints, since perf cannot count them here",
            Self::None => "not counted: neither perf nor valgrind can count them here",
        })
    }
}

fn run_under(before: &[&str], command: &[OsString]) -> Option<Output> {
    let (program, arguments) = before.split_first()?;
    let output = Command::new(program).args(arguments).args(command).output().ok()?;
    output.status.success().then_some(output)
}

/// The cost of a crate or of an endpoint.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    time: Duration,
    instructions: Option<u64>,
}

impl Cost {
    /// Reads the recorded cost of a crate.
    pub(crate) fn read(costs: &str, name: &str) -> Self {
        let line = costs.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        let (time, instructions) = line.and_then(|line| line.split_once(' ')).expect("each crate is compiled");
        Self { time: Duration::from_micros(time.parse().unwrap()), instructions: instructions.parse().ok() }
    }

    pub(crate) fn less(&self, base: &Self) -> Self {
        Self {
            time: self.time.saturating_sub(base.time),
            instructions: self.instructions.zip(base.instructions).map(|(all, base)| all.saturating_sub(base)),
        }
    }

    pub(crate) fn by(&self, endpoints: u32) -> Self {
        Self { time: self.time / endpoints, instructions: self.instructions.map(|all| all / u64::from(endpoints)) }
    }

    /// Returns the table's cells: time, instructions, and their ratio to those of `plain`.
    pub(crate) fn cells(&self, plain: &Self) -> String {
        let hundredths = |count: u64, unit: u64| format!("{}.{:02}", count / unit, count % unit * 100 / unit);
        let time = hundredths(u64::try_from(self.time.as_micros()).unwrap(), 1_000);
        let Some((own, plain)) = self.instructions.zip(plain.instructions) else {
            return format!("{time} | | ");
        };
        format!("{time} | {} | {}", hundredths(own, 1_000_000), hundredths(own, plain.max(1)))
    }
}

/// Makes cargo call this program instead of the compiler.
pub(crate) fn wrap(cargo: &mut Command, costs: &Path, counter: Counter) {
    cargo.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe().unwrap());
    cargo.env(COSTS, costs).env(COUNTER, format!("{counter:?}"));
}

/// Returns whether cargo called this program instead of the compiler.
pub(crate) fn is_called() -> bool {
    env::var_os(COSTS).is_some()
}

/// Runs the compiler, and records the cost of a generated crate.
pub(crate) fn run() -> ExitCode {
    let command: Vec<OsString> = env::args_os().skip(1).collect();
    let name = command.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let name = name.and_then(|name| name.to_str()).filter(|name| name.starts_with(PREFIX));
    let (program, arguments) = command.split_first().expect("cargo names the compiler");
    let mut compiler = Command::new(program);
    compiler.args(arguments);
    let start = Instant::now();
    // Its output goes to cargo.
    let status = compiler.status().unwrap();
    let first = start.elapsed();
    if let (Some(name), true) = (name, status.success()) {
        let time = (1..RUNS).fold(first, |least, _| least.min(time_of(&mut compiler)));
        let instructions = counter().count_crate(name, &command);
        record(name, time, instructions);
    }
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn time_of(compiler: &mut Command) -> Duration {
    let start = Instant::now();
    assert!(compiler.output().unwrap().status.success(), "a crate that compiled once compiles again");
    start.elapsed()
}

fn counter() -> Counter {
    let name = env::var(COUNTER).unwrap_or_default();
    let known = Counter::ALL.into_iter().find(|counter| format!("{counter:?}") == name);
    known.unwrap_or(Counter::None)
}

/// Appends a line to the recorded costs: name, microseconds, instructions.
fn record(name: &str, time: Duration, instructions: Option<u64>) {
    let path = env::var_os(COSTS).expect("`wrap` sets it");
    let mut costs = OpenOptions::new().create(true).append(true).open(path).unwrap();
    let instructions = instructions.map_or_else(String::new, |count| count.to_string());
    writeln!(costs, "{name} {} {instructions}", time.as_micros()).unwrap();
}
