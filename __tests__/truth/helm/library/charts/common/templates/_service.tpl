{{- define "common.service" -}}
{{- $top := first . -}}
{{- $overrides := fromYaml (include (index . 1) $top) | default (dict) -}}
{{- $tpl := fromYaml (include "common.service.tpl" $top) | default (dict) -}}
{{- toYaml (merge $overrides $tpl) -}}
{{- end -}}
{{- define "common.service.tpl" -}}
apiVersion: v1
kind: Service
metadata: {name: {{ .Chart.Name }}}
spec:
  type: ClusterIP
  ports: [{port: 11211}]
{{- end -}}
