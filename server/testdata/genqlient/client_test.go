package client_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"testing"

	"github.com/Khan/genqlient/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"client"
)

// TestServer runs the generated clients against the server at STAKEGRAPH_URL, by POST and by GET.
func TestServer(t *testing.T) {
	url := os.Getenv("STAKEGRAPH_URL")
	for method, server := range map[string]graphql.Client{
		http.MethodPost: graphql.NewClient(url, http.DefaultClient),
		http.MethodGet:  graphql.NewClientUsingGet(url, http.DefaultClient),
	} {
		t.Run(method, func(t *testing.T) {
			askFirms(t, server)
			askCommitments(t, server)
			askTooMuch(t, server)
		})
	}
}

// askFirms reads two firms page by page, with a filter, an order and a cursor in variables. Amounts and dates stay
// texts, and unknown values are null, not zero.
func askFirms(t *testing.T, server graphql.Client) {
	t.Helper()
	filter := &client.FirmFilter{
		Name: &client.TextFilter{In: []string{"UISEE", "Changxin Xinqiao"}},
		Investors: &client.InvestmentInvestorListFilter{Some: &client.InvestmentInvestorFilter{
			Node: &client.InvestorFilter{StateFund: &client.StateFundFilter{}},
		}},
		FoundedYear: &client.IntFilter{Gte: new(2012)},
	}
	order := []*client.FirmOrder{{FoundedYear: new(client.DirectionDesc)}}
	first, err := client.Firms(t.Context(), server, filter, order, new(1), nil)
	if err != nil {
		t.Fatal(err)
	}
	page := first.Firms
	if page.TotalCount != 2 || !page.PageInfo.HasNextPage {
		t.Errorf("%d firms, and more: %v", page.TotalCount, page.PageInfo.HasNextPage)
	}
	checkJSON(t, page.Nodes, `[{
		"name": "Changxin Xinqiao", "foundedYear": 2021, "unicornSince": null, "valuationUsd": null,
		"rounds": {"nodes": [
			{"announcedOn": "2023-10-26", "amount": {"value": "39000000000", "currency": "CNY", "usd": null}}
		]},
		"investors": {"nodes": [
			{"__typename": "StateFund", "name": "China Integrated Circuit Industry Investment Fund Phase II"},
			{"__typename": "StateFund", "name": "Hefei Xinyi"}
		]}
	}]`)
	second, err := client.Firms(t.Context(), server, filter, order, new(1), page.PageInfo.EndCursor)
	if err != nil {
		t.Fatal(err)
	}
	checkJSON(t, second.Firms.Nodes, `[{
		"name": "UISEE", "foundedYear": 2016, "unicornSince": "2021-01-25", "valuationUsd": "1080000000",
		"rounds": {"nodes": [
			{"announcedOn": "2021-01-25", "amount": {"value": "1000000000", "currency": "CNY", "usd": null}}
		]},
		"investors": {"nodes": [
			{"__typename": "StateFund", "name": "National Manufacturing Transformation and Upgrading Fund"}
		]}
	}]`)
}

// askCommitments reads funds, each into the type of its kind.
func askCommitments(t *testing.T, server graphql.Client) {
	t.Helper()
	answer, err := client.Commitments(t.Context(), server, "investor:ministry-of-finance")
	if err != nil {
		t.Fatal(err)
	}
	levels := map[string]client.StateFundLevel{}
	for _, fund := range answer.OtherInvestor.Commitments.Nodes {
		switch fund := fund.(type) {
		case *client.CommitmentsOtherInvestorCommitmentsCommitmentFundConnectionNodesStateFund:
			levels[fund.Name] = *fund.Level
		case *client.CommitmentsOtherInvestorCommitmentsCommitmentFundConnectionNodesVCFund:
			levels[fund.Name] = ""
		}
	}
	want := map[string]client.StateFundLevel{
		"China Integrated Circuit Industry Investment Fund Phase III": client.StateFundLevelCentral,
		"National Manufacturing Transformation and Upgrading Fund":    client.StateFundLevelCentral,
		"National SME Development Fund":                               client.StateFundLevelCentral,
		"National SME Development Fund (2015 vehicle)":                client.StateFundLevelCentral,
		"National SME Development Fund first entity fund (Shenzhen)":  "",
	}
	if diff := cmp.Diff(want, levels); diff != "" {
		t.Errorf("funds, with the levels of those that are the state's (-want +got):\n%s", diff)
	}
}

// askTooMuch gets an error of the server, with its code.
func askTooMuch(t *testing.T, server graphql.Client) {
	t.Helper()
	_, err := client.Firms(t.Context(), server, nil, nil, new(5000), nil)
	var errs gqlerror.List
	if !errors.As(err, &errs) || len(errs) != 1 || errs[0].Extensions["code"] != "INVALID_ARGUMENT" {
		t.Errorf("the error is %v", err)
	}
}

// checkJSON compares a value, encoded as JSON, with the expected one.
func checkJSON(t *testing.T, value any, want string) {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	var left, right any
	if err := errors.Join(json.Unmarshal([]byte(want), &left), json.Unmarshal(text, &right)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(left, right); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
