//! One Chromium for all tests of a process, driven by a Node that plays the scenarios of the folder `browser`.

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

/// How long a scenario may do nothing that is heard of here.
const SILENCE: Duration = Duration::from_secs(120);

/// Node, and who waits for what it says.
struct Player {
    node: Mutex<ChildStdin>,
    plays: Plays,
    next: AtomicU64,
}

type Plays = Arc<Mutex<HashMap<u64, Sender<Value>>>>;

/// Plays a scenario, as `story.revoke` of the file `browser/story.mjs`, in a browser context of its own, and gives what it
/// returns. What it asks for meanwhile, by a name and with a value, `answer` answers.
///
/// # Errors
/// What the scenario says is wrong, or that it ended otherwise.
pub fn play(
    scenario: &str,
    input: &Value,
    mut answer: impl FnMut(&str, &Value) -> Result<Value, Failed>,
) -> Result<Value, Failed> {
    let player = player()?;
    let id = player.next.fetch_add(1, Ordering::Relaxed);
    let (sender, said) = mpsc::channel();
    lock(&player.plays).insert(id, sender);
    player.tell(&json!({ "id": id, "play": scenario, "input": input }))?;
    let outcome = loop {
        let Ok(line) = said.recv_timeout(SILENCE) else {
            break Err(format!("`{scenario}` did not end, or the browser did before it").into());
        };
        let member = |name: &str| line.get(name).unwrap_or(&Value::Null);
        if let Some(asked) = member("ask").as_str() {
            let told = answer(asked, member("input"));
            let failed = told.as_ref().err().map(|error| error.message().unwrap_or("no reason").to_owned());
            player.tell(&json!({ "id": id, "answer": told.unwrap_or_default(), "failed": failed }))?;
        } else if let Some(why) = member("failed").as_str() {
            break Err(format!("`{scenario}`: {why}").into());
        } else {
            break Ok(member("done").clone());
        }
    };
    lock(&player.plays).remove(&id);
    outcome
}

/// The one of this process. It ends with its standard input, that is with this process.
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
                hear(&listening, &line);
            }
            // Who still waits is told by the end of its channel.
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

    fn tell(&self, line: &Value) -> Result<(), Failed> {
        let mut node = lock(&self.node);
        Ok(writeln!(node, "{line}").and_then(|()| node.flush())?)
    }
}

fn hear(plays: &Plays, line: &str) {
    let Ok(line) = serde_json::from_str::<Value>(line) else { return eprintln!("browser: {line}") };
    let sender = line.get("id").and_then(Value::as_u64).and_then(|id| lock(plays).get(&id).cloned());
    // A test that has failed listens no more.
    let _ = sender.map(|sender| sender.send(line));
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
