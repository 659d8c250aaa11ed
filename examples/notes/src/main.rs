//! Runs the service. It reads its settings from the environment, and stops on Ctrl-C and SIGTERM.

use std::{env, error::Error, io};

use data_encoding::HEXLOWER;
use example_notes::{
    app::{app, serve},
    store::Store,
    tokens::Tokens,
};
use tokio::{net::TcpListener, signal};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(io::stderr).init();
    let store = match env::var_os("NOTES_DATABASE") {
        Some(path) => Store::open(path)?,
        None => Store::in_memory()?,
    };
    let (tokens, demo) = match env::var("NOTES_TOKENS") {
        Ok(tokens) => (Tokens::parse(&tokens)?, None),
        Err(_) => {
            let token = random_token()?;
            (Tokens::parse(&format!("demo={token}"))?, Some(token))
        }
    };
    let socket = TcpListener::bind(env::var("NOTES_ADDRESS").as_deref().unwrap_or("127.0.0.1:8080")).await?;

    // A shell can read these lines: they are the settings of the command line.
    println!("export NOTES_BASE_URL=http://{}", socket.local_addr()?);
    if let Some(token) = demo {
        println!("export NOTES_TOKEN={token}");
    }
    serve(socket, app(store, tokens)?, shutdown_requested()).await?;
    tracing::info!("stopped");
    Ok(())
}

fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(HEXLOWER.encode(&bytes))
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
async fn shutdown_requested() {
    #[cfg(unix)]
    if let Ok(mut terminated) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        return;
    }
    // Without handlers, the system ends the process.
    if signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
