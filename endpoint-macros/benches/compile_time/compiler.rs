//! This program as a wrapper of the compiler: it compiles a generated crate and records the cost.

use std::{
    env,
    ffi::OsString,
    fmt,
    fs::OpenOptions,
    io::Write as _,
    path::Path,
    process::{Child, Command, ExitCode, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The prefix of the generated crates' names.
pub(crate) const PREFIX: &str = "endpoints_";

/// The names of the whole crates that are measured.
const WHOLE: [&str; 2] = ["stytch", "stytch_endpoints"];

const COSTS: &str = "COMPILE_TIME_COSTS";
const COUNTER: &str = "COMPILE_TIME_COUNTER";

/// The time between two looks at the compiler's memory.
const LOOK: Duration = Duration::from_millis(2);

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
    pub(crate) time: Duration,
    /// The time on all cores, where the system tells it.
    pub(crate) cpu: Option<Duration>,
    pub(crate) instructions: Option<u64>,
    /// The compiler's peak memory in KiB, where the system tells it.
    pub(crate) memory: Option<u64>,
}

impl Cost {
    /// Reads the recorded cost of a crate.
    pub(crate) fn read(costs: &str, name: &str) -> Self {
        let line = costs.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(','));
        let mut numbers = line.expect("each crate is compiled").split(',').map(|number| number.parse().ok());
        let mut next = || numbers.next().flatten();
        Self {
            time: Duration::from_micros(next().unwrap()),
            instructions: next(),
            memory: next(),
            cpu: next().map(Duration::from_millis),
        }
    }

    /// Returns the cost of one of the endpoints. The memory is that of the whole crate.
    pub(crate) fn share(&self, empty: &Self, endpoints: u32) -> Self {
        let instructions = self.instructions.zip(empty.instructions);
        Self {
            time: self.time.saturating_sub(empty.time) / endpoints,
            instructions: instructions.map(|(all, empty)| all.saturating_sub(empty) / u64::from(endpoints)),
            memory: self.memory,
            cpu: None,
        }
    }
}

/// Makes cargo call this program instead of the compiler, for the members of the workspace.
pub(crate) fn wrap_members(cargo: &mut Command, costs: &Path, counter: Counter) {
    cargo.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe().unwrap());
    cargo.env(COSTS, costs).env(COUNTER, format!("{counter:?}"));
}

/// Makes cargo call this program instead of the compiler, for all crates. Instructions are not counted.
pub(crate) fn wrap_all(cargo: &mut Command, costs: &Path) {
    cargo.env("RUSTC_WRAPPER", env::current_exe().unwrap());
    cargo.env(COSTS, costs).env(COUNTER, format!("{:?}", Counter::None));
}

/// Returns whether cargo called this program instead of the compiler.
pub(crate) fn is_called() -> bool {
    env::var_os(COSTS).is_some()
}

/// Runs the compiler, and records the cost of a measured crate.
pub(crate) fn run() -> ExitCode {
    let command: Vec<OsString> = env::args_os().skip(1).collect();
    let name = command.iter().skip_while(|argument| *argument != "--crate-name").nth(1);
    let name = name.and_then(|name| name.to_str()).filter(|name| name.starts_with(PREFIX) || WHOLE.contains(name));
    let (program, arguments) = command.split_first().expect("cargo names the compiler");
    let mut compiler = Command::new(program);
    compiler.args(arguments);
    // Its output goes to cargo.
    let status = compiler.status().unwrap();
    if let (Some(name), true) = (name, status.success()) {
        let mut cost =
            (0..RUNS).map(|_| compile(&mut compiler)).min_by_key(|cost| cost.time).expect("it runs at least once");
        cost.instructions = counter().count_crate(name, &command);
        record(name, &cost);
    }
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Compiles again, and returns the times and the peak memory.
fn compile(compiler: &mut Command) -> Cost {
    let start = Instant::now();
    let mut child = compiler.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let (mut peak, mut cpu) = (None, None);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        // The system forgets it with the process.
        peak = peak_memory(&child).max(peak);
        cpu = cpu_time(&child).max(cpu);
        thread::sleep(LOOK);
    };
    assert!(status.success(), "a crate that compiled once compiles again");
    Cost { time: start.elapsed(), cpu, instructions: None, memory: peak }
}

fn peak_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// Returns the time on all cores so far, in user and system mode.
fn cpu_time(child: &Child) -> Option<Duration> {
    /// The unit of Linux, `USER_HZ`.
    const TICK: Duration = Duration::from_millis(10);
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).ok()?;
    // The name in brackets may hold blanks. Behind it, the times are the 12th and the 13th value.
    let (_, values) = stat.rsplit_once(')')?;
    let mut times = values.split_ascii_whitespace().skip(11).map(|ticks| ticks.parse::<u32>().ok());
    let (user, system) = (times.next()??, times.next()??);
    Some(TICK * (user + system))
}

fn counter() -> Counter {
    let name = env::var(COUNTER).unwrap_or_default();
    let known = Counter::ALL.into_iter().find(|counter| format!("{counter:?}") == name);
    known.unwrap_or(Counter::None)
}

/// Appends a line to the recorded costs: name, microseconds, instructions, KiB, milliseconds on all cores.
fn record(name: &str, cost: &Cost) {
    let path = env::var_os(COSTS).expect("`wrap_members` and `wrap_all` set it");
    let mut costs = OpenOptions::new().create(true).append(true).open(path).unwrap();
    let number = |number: Option<u64>| number.map_or_else(String::new, |number| number.to_string());
    let Cost { time, cpu, instructions, memory } = *cost;
    let cpu = cpu.and_then(|cpu| cpu.as_millis().try_into().ok());
    let [instructions, memory, cpu] = [instructions, memory, cpu].map(number);
    writeln!(costs, "{name},{},{instructions},{memory},{cpu}", time.as_micros()).unwrap();
}
