//! Lists the open issues of a repository, and follows the newest one.

use std::{env, error::Error};

use endpoint_runtime::{Client, Paginate, auth::Bearer};
use example_issues::{Fake, GetRequest, IssuesClient, IssuesServer, ListRequest, Reading, State};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let issues = IssuesClient::from(client()?);
    let repository = env::args().nth(1).unwrap_or_else(|| "ada/engine".to_owned());
    let (owner, repo) = repository.split_once('/').ok_or("name the repository as OWNER/REPO")?;
    let open = ListRequest::new(owner, repo).state(State::Open).per_page(3);

    // A page at a time.
    let mut pages = open.clone().pages(&issues);
    for number in 1..=2 {
        let Some(page) = pages.next().await.transpose()? else { break };
        let numbers: Vec<u64> = page.issues.iter().map(|issue| issue.number).collect();
        println!("page {number}: {numbers:?}{}", if pages.cursor().is_some() { ", and more" } else { "" });
    }

    // An issue at a time. The second page is requested once the first has been read.
    let mut newest = None;
    let mut bugs = open.labels(["bug"]).items(&issues);
    for _ in 0..5 {
        let Some(issue) = bugs.next().await.transpose()? else { break };
        println!("#{} {}", issue.number, issue.title);
        newest = newest.or(Some(issue.number));
    }

    // An issue whose version is known is not sent again.
    let request = GetRequest::new(owner, repo, newest.ok_or("there is no open bug")?);
    let mut known = None;
    for _ in 0..3 {
        match issues.get(request.clone().known(known.clone())).await? {
            Reading::Changed { etag, issue } => {
                println!("#{} is {} with {} comments", issue.number, issue.state, issue.comments);
                known = Some(etag);
            }
            Reading::NotModified => println!("#{} has not changed", request.number),
        }
    }
    Ok(())
}

/// Returns a client of the API at `ISSUES_URL`, or of the fake. Public repositories are read without a token.
fn client() -> Result<Client, Box<dyn Error>> {
    let builder = match (env::var("ISSUES_URL"), env::var("ISSUES_TOKEN")) {
        (Ok(url), Ok(token)) => Client::builder().base_url(url).auth(Bearer::new(token)),
        (Ok(url), Err(_)) => Client::builder().base_url(url),
        (Err(_), _) => Client::builder().service(IssuesServer::new(Fake::default())),
    };
    Ok(builder.build()?)
}
