use endpoint_api_tests::discord::{CreateMessageRequest, ListMembersRequest, NewMessage};
use endpoint_runtime::FilePart;

use crate::support::{body, call, line, ok};

#[tokio::test]
async fn a_message_has_a_part_of_json_beside_its_files() {
    let cat = FilePart::new("cat.png", "PNG").with_content_type("image/png");
    let request = CreateMessageRequest::new(73_u64, NewMessage::new("Look")).first(cat);
    let (request, _) = call(request, ok("application/json", "{}")).await;
    assert_eq!(line(&request), "POST /channels/73/messages");
    let expected = concat!(
        "--part-0\r\nContent-Disposition: form-data; name=\"payload_json\"\r\nContent-Type: application/json\r\n\r\n",
        "{\"content\":\"Look\"}\r\n",
        "--part-0\r\nContent-Disposition: form-data; name=\"files[0]\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\n",
        "PNG\r\n--part-0--\r\n",
    );
    assert_eq!(body(&request), expected);
}

#[tokio::test]
async fn a_page_of_members_begins_after_an_id() {
    let request = ListMembersRequest::new("197038439483310086").limit(1000).after("80351110224678912");
    let (request, _) = call(request, ok("application/json", "[]")).await;
    assert_eq!(line(&request), "GET /guilds/197038439483310086/members?limit=1000&after=80351110224678912");
}
