// Prints what compose-go, the library of `docker compose config`, makes of projects: one JSON object with
// `dir` a line in, one with `services` or `error` a line out. See ../record-compose.mjs.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/compose-spec/compose-go/v2/types"
)

func load(dir string) (services types.Services, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("compose-go failed: %v", reason)
		}
	}()
	options, err := cli.NewProjectOptions(nil,
		cli.WithWorkingDirectory(dir), cli.WithEnv(nil), cli.WithEnvFiles(), cli.WithDotEnv,
		cli.WithConfigFileEnv, cli.WithDefaultConfigPath, cli.WithName("recorded"),
		cli.WithDefaultProfiles("*"))
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	project, err = project.WithServicesEnvironmentResolved(true)
	if err != nil {
		return nil, err
	}
	return project.Services, nil
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var job struct {
			Dir string `json:"dir"`
		}
		answer := map[string]any{}
		if err := json.Unmarshal(lines.Bytes(), &job); err != nil {
			answer["error"] = err.Error()
		} else if services, err := load(job.Dir); err != nil {
			answer["error"] = err.Error()
		} else {
			answer["services"] = services
		}
		text, err := json.Marshal(answer)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
