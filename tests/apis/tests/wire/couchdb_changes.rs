use endpoint_api_tests::couchdb_changes::{FollowRequest, Line};

use crate::support::{call, line, ok};

#[tokio::test]
async fn blank_lines_are_no_changes() {
    let feed = "\n\n{\"seq\":\"1-a\",\"id\":\"x\",\"changes\":[]}\n\n{\"seq\":\"2-b\",\"id\":\"y\",\"deleted\":true}\r\n\n{\"last_seq\":\"2-b\",\"pending\":0}\n";
    let request = FollowRequest::new("shop").since("now").heartbeat(5000).include_docs(true);
    let (sent, mut lines) = call(request, ok("application/json", feed)).await;
    assert_eq!(line(&sent), "GET /shop/_changes?feed=continuous&since=now&heartbeat=5000&include_docs=true");
    let mut read = Vec::new();
    while let Some(line) = lines.next().await {
        read.push(line.unwrap());
    }
    let change = |seq: &str, id: &str, deleted| Line::Change { seq: seq.to_owned(), id: id.to_owned(), deleted };
    let end = Line::End { last_seq: "2-b".to_owned() };
    assert_eq!(read, [change("1-a", "x", false), change("2-b", "y", true), end]);
}
