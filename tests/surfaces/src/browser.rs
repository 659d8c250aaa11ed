//! One Chromium for all tests of a process. Node drives it through the scenarios of the folder `browser`.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::ChildStdin,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Sender},
    },
    thread,
    time::Duration,
};

use libtest_mimic::Failed;
use serde_json::{Value, json};

use crate::tools;

/// The timeout for the next message of a scenario.
const MESSAGE_TIMEOUT: Duration = Duration::from_secs(120);

/// A running Node, and the scenarios that wait for its messages.
struct Player {
    node: Mutex<ChildStdin>,
    plays: Plays,
    next: AtomicU64,
}

type Plays = Arc<Mutex<HashMap<u64, Sender<Value>>>>;

/// Plays a scenario, such as `story.revoke` of the file `browser/story.mjs`, in a browser context of its own, and returns
/// its result. `answer` responds to the questions of the scenario, each a name and a value.
///
/// # Errors
/// The scenario fails, or does not end.
pub fn play(
    scenario: &str,
    input: &Value,
    mut answer: impl FnMut(&str, &Value) -> Result<Value, Failed>,
) -> Result<Value, Failed> {
    let player = player()?;
    let id = player.next.fetch_add(1, Ordering::Relaxed);
    let (sender, messages) = mpsc::channel();
    lock(&player.plays).insert(id, sender);
    player.send(&json!({ "id": id, "play": scenario, "input": input }))?;
    let outcome = loop {
        let Ok(line) = messages.recv_timeout(MESSAGE_TIMEOUT) else {
            break Err(format!("`{scenario}` did not end, or the browser did before it").into());
        };
        let member = |name: &str| line.get(name).unwrap_or(&Value::Null);
        if let Some(asked) = member("ask").as_str() {
            let response = answer(asked, member("input"));
            let failed = response.as_ref().err().map(|error| error.message().unwrap_or("no reason").to_owned());
            player.send(&json!({ "id": id, "answer": response.unwrap_or_default(), "failed": failed }))?;
        } else if let Some(why) = member("failed").as_str() {
            break Err(format!("`{scenario}`: {why}").into());
        } else {
            break Ok(member("done").clone());
        }
    };
    lock(&player.plays).remove(&id);
    outcome
}

/// Returns the player of this process. It ends with its standard input, and so with this process.
fn player() -> Result<&'static Player, String> {
    static PLAYER: OnceLock<Result<Player, String>> = OnceLock::new();
    PLAYER.get_or_init(Player::start).as_ref().map_err(Clone::clone)
}

impl Player {
    fn start() -> Result<Self, String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("browser/main.mjs");
        let node = tools::node().arg(script).arg(tools::node_modules());
        let mut child = node.spawn().map_err(|error| error.to_string())?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = pipes else { return Err("Node has no pipes".to_owned()) };
        let plays = Plays::default();
        let listening = Arc::clone(&plays);
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                dispatch(&listening, &line);
            }
            // Closes the channels of the scenarios that still wait.
            lock(&listening).clear();
        });
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                eprintln!("browser: {line}");
            }
        });
        thread::spawn(move || child.wait());
        Ok(Self { node: Mutex::new(stdin), plays, next: AtomicU64::new(0) })
    }

    fn send(&self, line: &Value) -> Result<(), Failed> {
        let mut node = lock(&self.node);
        Ok(writeln!(node, "{line}").and_then(|()| node.flush())?)
    }
}

fn dispatch(plays: &Plays, line: &str) {
    let Ok(line) = serde_json::from_str::<Value>(line) else { return eprintln!("browser: {line}") };
    let sender = line.get("id").and_then(Value::as_u64).and_then(|id| lock(plays).get(&id).cloned());
    // A failed test has closed its channel.
    let _ = sender.map(|sender| sender.send(line));
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
