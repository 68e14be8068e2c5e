// Prints what Helm's template engine makes of templates: one JSON object with `template` and `values` a line
// in, one with `output` or `error` a line out. See ../record-templates.mjs.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"sigs.k8s.io/yaml"
)

func render(template, text string) (output string, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("the engine failed: %v", reason)
		}
	}()
	values := map[string]any{}
	if err := yaml.Unmarshal([]byte(text), &values); err != nil {
		return "", err
	}
	file := &chart.File{Name: "templates/t.yaml", Data: []byte(template)}
	metadata := &chart.Metadata{Name: "c", Version: "1.0.0", AppVersion: "2.0", APIVersion: "v2"}
	one := &chart.Chart{Metadata: metadata, Templates: []*chart.File{file}, Values: values}
	release := chartutil.ReleaseOptions{
		Name: "release-name", Namespace: "default", Revision: 1, IsInstall: true,
	}
	root, err := chartutil.ToRenderValues(one, map[string]any{}, release, nil)
	if err != nil {
		return "", err
	}
	rendered, err := engine.Render(one, root)
	return rendered["c/templates/t.yaml"], err
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var job struct{ Template, Values string }
		answer := map[string]any{}
		if err := json.Unmarshal(lines.Bytes(), &job); err != nil {
			answer["error"] = err.Error()
		} else if output, err := render(job.Template, job.Values); err != nil {
			answer["error"] = err.Error()
		} else {
			answer["output"] = output
		}
		text, err := json.Marshal(answer)
		if err != nil {
			panic(err)
		}
		fmt.Println(string(text))
	}
}
