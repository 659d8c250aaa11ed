//! Asks a question and prints the answer while it arrives, and follows a job to its end.

use std::{
    env,
    error::Error,
    io::{self, Write as _},
};

use endpoint_runtime::{Client, auth::Bearer};
use example_chat::{ChatClient, Fake, FollowRequest, JobEvent, JobsClient, Message, Role, StreamRequest};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client()?;
    let model = env::var("CHAT_MODEL").unwrap_or_else(|_| "parrot-1".to_owned());
    let mut arguments = env::args().skip(1);
    let (question, job) = match arguments.next() {
        Some(question) => (question, arguments.next()),
        None => ("Is anybody there?".to_owned(), Some("job-1".to_owned())),
    };

    // The call ends with the head of the response; the parts arrive one by one, up to the end mark.
    let request = StreamRequest::new(model, [Message::new(Role::User, question)]);
    let mut parts = ChatClient::from(client.clone()).stream(request).await?;
    let mut stdout = io::stdout();
    while let Some(part) = parts.next().await {
        for choice in part?.data.choices {
            write!(stdout, "{}", choice.delta.content.unwrap_or_default())?;
            stdout.flush()?;
        }
    }
    writeln!(stdout)?;

    // Lost connections do not show: the client goes on behind the last event.
    let Some(job) = job else { return Ok(()) };
    let mut events = JobsClient::from(client).follow(FollowRequest::new(job)).await?;
    while let Some(event) = events.next().await {
        let event = event?;
        match event.data {
            JobEvent::Step(step) => println!("step {}: loss {}", step.step, step.loss),
            JobEvent::Succeeded(made) => println!("made {}", made.model),
            JobEvent::Other => println!("passed over an event `{}`", event.event),
        }
    }
    Ok(())
}

/// Returns a client of the API at `CHAT_URL`, or of the fake.
fn client() -> Result<Client, Box<dyn Error>> {
    let builder = match env::var("CHAT_URL") {
        Ok(url) => {
            let token = env::var("CHAT_TOKEN").map_err(|_| "set CHAT_TOKEN to the API's key")?;
            Client::builder().base_url(url).auth(Bearer::new(token))
        }
        Err(_) => Client::builder().service(Fake.router()?),
    };
    Ok(builder.build()?)
}
