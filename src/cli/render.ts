import { renderCommands } from '../report/commands.js';
import { renderHtml } from '../report/html.js';
import { renderJson } from '../report/json.js';
import { renderSummary } from '../report/markdown.js';
import type { Report } from '../report/model.js';
import { renderSarif } from '../report/sarif.js';
import { renderText } from '../report/text.js';
import type { Format } from './arguments.js';

export interface RenderOptions {
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** The report in a format of the command line. */
export function render(report: Report, format: Format, options: RenderOptions): string {
  switch (format) {
    case 'text':
      return renderText(report, { color: options.colour, brief: options.quiet });
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderSarif(report);
    case 'markdown':
      return renderSummary(report);
    case 'html':
      return renderHtml(report);
    case 'github':
      return renderCommands(report);
  }
}
