//! Uploads a file and downloads it again, with a connection that is lost in between.

use std::{env, error::Error, path::PathBuf};

use endpoint_runtime::{Client, FilePart, auth::Bearer};
use example_files::{Fake, FilesClient, FilesServer, UploadRequest, download};
use tokio::fs;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let files = FilesClient::from(client()?);
    let folder = tempfile::tempdir()?;
    let path = match env::args_os().nth(1) {
        Some(path) => PathBuf::from(path),
        None => {
            let path = folder.path().join("holidays.bin");
            fs::write(&path, vec![7; 1_000_000]).await?;
            path
        }
    };

    // The file is read while it is sent. The time that this takes depends on its size, so the call has no timeout.
    let file = FilePart::open(&path)?.with_content_type("application/octet-stream");
    let stored = files.upload(UploadRequest::new(file).folder("2026")).timeout(None).await?.file;
    println!("uploaded {}: {} bytes", stored.name, stored.bytes);

    let copy = folder.path().join("copy");
    let connections = download(&files, &stored.id, &mut fs::File::create(&copy).await?).await?;
    println!("downloaded {} bytes over {connections} connections", fs::metadata(&copy).await?.len());
    println!("the copy is {}", if fs::read(&copy).await? == fs::read(&path).await? { "equal" } else { "another file" });
    Ok(())
}

/// Returns a client of the API at `FILES_URL`, or of the fake.
fn client() -> Result<Client, Box<dyn Error>> {
    let builder = match env::var("FILES_URL") {
        Ok(url) => {
            let token = env::var("FILES_TOKEN").map_err(|_| "set FILES_TOKEN to the API's token")?;
            Client::builder().base_url(url).auth(Bearer::new(token))
        }
        Err(_) => Client::builder().service(FilesServer::new(Fake::default())),
    };
    Ok(builder.build()?)
}
