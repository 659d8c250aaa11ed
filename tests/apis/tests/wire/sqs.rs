use endpoint_api_tests::sqs::{AttributeValue, DeleteMessageRequest, ListQueuesRequest, SendMessageRequest};

use crate::support::{body, call, header, line, ok};

const QUEUE: &str = "https://sqs.eu-west-1.amazonaws.com/1/q";

#[tokio::test]
async fn the_media_type_of_the_trait_is_that_of_every_body() {
    let attributes = [("kind".to_owned(), AttributeValue::new("String").string_value("a"))];
    let request = SendMessageRequest::new(QUEUE, "hello")
        .message_attributes(attributes.into_iter().collect::<std::collections::BTreeMap<_, _>>());
    let (sent, _) =
        call(request, ok("application/x-amz-json-1.0", r#"{"MessageId":"m","MD5OfMessageBody":"5d"}"#)).await;
    assert_eq!(line(&sent), "POST /");
    assert_eq!(header(&sent, "content-type"), "application/x-amz-json-1.0");
    assert_eq!(header(&sent, "x-amz-target"), "AmazonSQS.SendMessage");
    assert_eq!(
        body(&sent),
        r#"{"QueueUrl":"https://sqs.eu-west-1.amazonaws.com/1/q","MessageBody":"hello","MessageAttributes":{"kind":{"DataType":"String","StringValue":"a"}}}"#
    );
    let (sent, ()) = call(DeleteMessageRequest::new(QUEUE, "r"), ok("application/x-amz-json-1.0", "")).await;
    assert_eq!(header(&sent, "content-type"), "application/x-amz-json-1.0");
}

#[tokio::test]
async fn a_call_without_members_sends_an_empty_object() {
    let (sent, _) = call(ListQueuesRequest::new(), ok("application/x-amz-json-1.0", "{}")).await;
    assert_eq!((header(&sent, "content-type"), body(&sent)), ("application/x-amz-json-1.0", "{}"));
}
