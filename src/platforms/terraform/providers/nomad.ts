import type { Fact } from '../../../facts.js';
import { entry } from '../../../syntax/data.js';
import { inlineJob, nomadFacts } from '../nomad.js';
import type { Provider } from '../resource.js';

/** HashiCorp Nomad: jobs that stand in the configuration. Jobs in files are read where they are. */
export const nomad: Provider = {
  name: 'nomad',
  resources: [
    {
      types: ['nomad_job'],
      meaning: [
        {
          of: 'nomad_job',
          judged:
            '`jobspec` in a heredoc, as `*.nomad` files: tasks that are memcached, ports of the network',
        },
      ],
      facts(resource, context): Fact[] {
        const jobspec = entry(resource.body, 'jobspec');
        if (jobspec === undefined || jobspec.value.type !== 'scalar') return [];
        const { file } = resource;
        const where = jobspec.valueWhere;
        if (where.file !== file.path) return [];
        const start = file.offset(where.startLine, where.startColumn);
        const job = inlineJob(file, start, file.offset(where.endLine, where.endColumn));
        return job === undefined ? [] : nomadFacts(job, context.tree, 'terraform');
      },
    },
  ],
  modules: [],
};
