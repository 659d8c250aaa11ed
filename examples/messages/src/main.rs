//! Posts a message to every channel of a workspace, and joins those that it has to.

use std::{env, error::Error};

use endpoint_runtime::{Client, Paginate, auth::Bearer};
use example_messages::{
    Code, ConversationsClient, ConversationsServer, Fake, JoinRequest, ListRequest, PostRequest, Posted, Result,
};

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn Error>> {
    let conversations = ConversationsClient::from(client()?);
    let mut channels = ListRequest::new().limit(2).items(&conversations);
    for _ in 0..3 {
        let Some(channel) = channels.next().await.transpose()? else { break };
        let posted = post(&conversations, &channel.id, "The coffee is ready.").await?;
        println!("#{}: posted at {}", channel.name, posted.ts);
        let reply = PostRequest::new(&channel.id, "It is cold.").thread_ts(posted.ts);
        println!("#{}: replied at {}", channel.name, conversations.post(reply).await?.ts);
    }

    // A failed call is an error, although its status is 200.
    if let Err(error) = post(&conversations, "C0", "Is anybody there?").await {
        println!("C0: {error}");
    }
    Ok(())
}

/// Posts a message, after joining the channel if need be.
async fn post(conversations: &ConversationsClient, channel: &str, text: &str) -> Result<Posted> {
    let request = PostRequest::new(channel, text);
    match conversations.post(request.clone()).await {
        Err(error) if error.as_api().is_some_and(|body| body.error == Code::NotInChannel) => {
            conversations.join(JoinRequest::new(channel)).await?;
            conversations.post(request).await
        }
        result => result,
    }
}

/// Returns a client of the API at `MESSAGES_URL`, or of the fake.
fn client() -> std::result::Result<Client, Box<dyn Error>> {
    let builder = match env::var("MESSAGES_URL") {
        Ok(url) => {
            let token = env::var("MESSAGES_TOKEN").map_err(|_| "set MESSAGES_TOKEN to the token of a bot")?;
            Client::builder().base_url(url).auth(Bearer::new(token))
        }
        Err(_) => Client::builder().service(ConversationsServer::new(Fake::default())),
    };
    Ok(builder.build()?)
}
