package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := "{}"
	request, err := http.NewRequest("POST", "https://test.stytch.com/v1/b2b/organizations/organization-test-22222222-2222-4222-8222-222222222222/members/member-test-33333333-3333-4333-8333-333333333333/connected_apps/connected-app-test-77777777-7777-4777-8777-777777777777/revoke", strings.NewReader(body))
	if err != nil {
		log.Fatal(err)
	}
	request.SetBasicAuth(os.Getenv("STYTCH_PROJECT_ID"), os.Getenv("STYTCH_SECRET"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.Status, string(content))
}
