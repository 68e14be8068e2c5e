import { append } from '../../append.js';
import type { Problem } from '../../facts.js';
import type { Location, SourceFile } from '../../files/source.js';
import { resolveInTree } from '../../files/tree.js';
import { entry, itemsOf, stringOf, type Data } from '../../syntax/data.js';
import type { Budget } from '../../syntax/jinja/index.js';
import {
  compose,
  Evaluator,
  hasTemplate,
  isUnknown,
  list,
  mapping,
  missing,
  pairsOf,
  piecesOf,
  pythonText,
  reasonOf,
  RenderedText,
  scalar,
  truth,
  unknown,
  UNKNOWN_MARK,
  type CallArguments,
  type JinjaUnknown,
} from '../../syntax/jinja/index.js';
import { FAMILY_OF_MODULE, factNamed, familyNamed, gathered, type World } from './facts.js';
import {
  FileLayer,
  globMatches,
  hostsOfProject,
  layerOf,
  patternMatches,
  type Host,
  type Inventory,
  type Layer,
} from './inventory.js';
import { documentOf, join, textAt, type Project, type Role } from './project.js';
import { mayBeHostFile, RELEVANT_PATH } from './host-file-forms.js';
import {
  callOf,
  endOf,
  Ends,
  failuresOf,
  isLoop,
  loopVariable,
  saysWhenItFails,
  type Guard,
  type Leaves,
} from './flow.js';
import { MOST_ROUNDS, roundsOf } from './loops.js';
import { shortName } from './names.js';
import type { Plays } from './relevance.js';
import { EDITS, mayMatter, names } from './task-filter.js';
import { flagOf, MENTION, readTask, type Task } from './tasks.js';
import type { ScalarOrigins } from './text.js';

/** A task about to be carried out: its arguments evaluated. */
export interface Action {
  readonly module: string;
  readonly where: Location;
  readonly args: ReadonlyMap<string, Data>;
  readonly free?: Data;
  /** Why it may not be carried out at all; absent when it is. */
  readonly onlyIf?: string;
  readonly run: Run;
  readonly context: Context;
  readonly evaluator: Evaluator;
  /** The task has `ignore_errors`. */
  readonly mayFail: boolean;
}

/** Carries out tasks: builds up the state of the host. */
export type Executor = (action: Action) => void;

/** What surrounds a task: where it stands and which variables it sees. */
export interface Context {
  readonly role?: Role;
  readonly playbookFolder: string;
  /** The file that holds the task. */
  readonly file: string;
  /** Loop variables; they win over everything. */
  readonly locals: readonly Layer[];
  /** Parameters of roles and includes. */
  readonly params: readonly Layer[];
  /** `vars` of blocks and tasks, outermost first. */
  readonly taskVars: readonly Layer[];
  readonly roleVars: readonly Layer[];
  readonly defaults: readonly Layer[];
  readonly onlyIf?: string;
  /** A condition around it may not hold, though nothing in doubt hangs on it (a release, a result). */
  readonly maybe?: boolean;
  /**
   * Files of tasks of which one is chosen, and what they include, that were played: what several of them
   * share is played once.
   */
  readonly chosen?: Map<string, Pick<Context, 'params' | 'locals' | 'taskVars'>>;
  /** Everything in it is played: it may be given something of memcached. */
  readonly whole?: boolean;
  /** Conditions of blocks, imports and roles around it, which each task asks anew. */
  readonly guards?: readonly Guard[];
  /** `module_defaults` of the play, blocks and imports, outermost first. */
  readonly moduleDefaults?: readonly Data[];
  /** What is around it has `ignore_errors`. */
  readonly ignoresErrors?: boolean;
  /** What the conditions around it rest on: values that may be given otherwise, the family. */
  readonly soft?: boolean;
  readonly ofFamily?: boolean;
  /** Includes and blocks around it, against endless inclusion. */
  readonly depth: number;
}

const DEEPEST = 40;
/** Tasks and rounds of loops of one host. */
const MOST_TASKS = 10_000;

/** Everything shared by the runs of one translation. */
export interface Job {
  readonly project: Project;
  readonly origins: ScalarOrigins;
  readonly budget: Budget;
  readonly problems: Problem[];
  /** Role folders that some play uses. */
  readonly usedRoles: Set<string>;
  /** Roles and files that have nothing to do with what is looked for are not played. */
  readonly relevance: Plays;
  /** The variables of roles, read once. */
  readonly roleLayers: Map<string, readonly Layer[]>;
  /** Tasks by the data they are written as, read once. */
  readonly tasks: WeakMap<Data, Task>;
  /** Tasks that put files somewhere, by whether they speak of memcached. */
  readonly placed: WeakMap<Task, boolean>;
  /** Task files that were read on behalf of another file. */
  readonly usedFiles: Set<string>;
  /** Templates and files that some task puts somewhere. */
  readonly usedTemplates: Set<string>;
  /** Scripts that some task runs on a host. */
  readonly judgedFiles: Set<string>;
}

/** Thrown where the host would stop: a package module of another family. */
class HostStops extends Error {}

/** Plays one playbook (or one role) for one host of one family. */
export class Run {
  /** Families whose names came up, so that the playbook should be read for them too. */
  readonly families = new Set<string>();
  /** The outcome depends on the family. */
  familyMatters = false;
  private readonly setFacts = new Map<string, Data>();
  private readonly included = new Map<string, Data>();
  private readonly hostVariables = new Map<string, Data | undefined>();
  /** The variables of other hosts. */
  private readonly others = new Map<string, readonly Layer[]>();
  private playLayers: Layer[] = [];
  private playDefaults: Layer[] = [];
  private playRoleVars: Layer[] = [];
  private handlers: { task: Task; context: Context }[] = [];
  private readonly notified = new Set<string>();
  /** Ways in which roles were called in this play, and certainly carried out. */
  private readonly rolesDone = new Set<string>();
  /** Roles whose variables the whole play sees. */
  private readonly exposed = new Set<string>();
  /** Counts changes of variables. */
  private generation = 0;
  /** Facts that were set to what somebody may set otherwise. */
  private readonly softFacts = new Set<string>();
  /** What the variables asked for since it was set back are: given otherwise perhaps, of the family. */
  private readonly asked = { soft: false, family: false };
  /** A role or a file of tasks is played by itself: whoever uses it may give other values. */
  private isAlone = false;
  /** A task failed on the host, which takes no part in what follows. */
  private failed = false;
  private tasks = 0;

  constructor(
    readonly job: Job,
    readonly host: Host,
    readonly world: World,
    private readonly inventory: Inventory | undefined,
    private readonly execute: Executor,
    /** Variables of the command line. */
    private readonly extra?: Layer,
  ) {}

  /** Plays a list of plays; answers whether any of them took the host in. */
  playbook(file: SourceFile, depth = 0): boolean {
    const data = documentOf(file);
    if (data?.type !== 'list' || depth > 10) return false;
    let played = false;
    for (const play of data.items) {
      if (play.type !== 'map') continue;
      const imported = ['import_playbook', 'ansible.builtin.import_playbook', 'include']
        .map((key) => entry(play, key)?.value)
        .find((value) => value !== undefined);
      if (imported !== undefined && entry(play, 'hosts') === undefined) {
        const target = this.importedPlaybook(imported, file);
        if (target !== undefined && this.playbook(target, depth + 1)) played = true;
        if (this.failed || this.stopped) return played;
        continue;
      }
      if (entry(play, 'hosts') === undefined || this.never(play)) continue;
      if (!this.takesPart(play, file)) continue;
      const text = textAt(file, play);
      if (!this.job.relevance.play(text, file)) continue;
      played = true;
      this.until(() => this.play(play, file));
      if (this.failed || this.stopped) return played;
    }
    return played;
  }

  /** Whether the host stopped because the family does not fit. */
  stopped = false;

  /** Does something until the host goes no further. */
  private until(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (error instanceof Ends) {
        if (error.leaves === 'failed') this.failed = true;
        if (error.ofFamily) this.stopped = true;
      } else if (error instanceof HostStops) this.stopped = true;
      else throw error;
    }
  }

  /** Plays a role by itself, with its defaults. */
  roleAlone(role: Role): void {
    this.isAlone = true;
    const context = this.baseContext(join(role.folder, 'tasks/main.yml'), role.folder);
    this.until(() => {
      this.role(role, context, new Map(), 'main');
      this.flushHandlers();
    });
  }

  /** Plays a task file that nothing includes. */
  taskFileAlone(file: SourceFile): void {
    const role = this.job.project.roleOf(file.path);
    const context = {
      ...this.baseContext(file.path, file.folder),
      ...(role === undefined ? {} : { role }),
      ...(role === undefined
        ? {}
        : {
            defaults: this.roleLayers(role, 'defaults', 'main'),
            roleVars: this.roleLayers(role, 'vars', 'main'),
          }),
    };
    this.isAlone = true;
    this.until(() => {
      this.taskFile(file, context);
      this.flushHandlers();
    });
  }

  importedPlaybook(value: Data, file: SourceFile): SourceFile | undefined {
    const text = value.type === 'scalar' ? stringOf(value)?.trim().split(/\s/)[0] : undefined;
    const path = text === undefined ? undefined : resolveInTree(file.folder, text);
    return path === undefined ? undefined : this.job.project.tree.read(path);
  }

  private takesPart(play: Data, file: SourceFile): boolean {
    return this.patternsOf(play, file).some((pattern) => patternMatches(pattern, this.host));
  }

  /** The host patterns of a play; an unknown one stands for itself. */
  patternsOf(play: Data, file: SourceFile): string[] {
    const hosts = entry(play, 'hosts')?.value;
    this.playLayers = [layerOf(entry(play, 'vars')?.value)];
    const evaluator = this.evaluator(this.baseContext(file.path, file.folder));
    const found: string[] = [];
    for (const one of itemsOf(hosts === undefined ? undefined : evaluator.finish(hosts))) {
      const known = one.type === 'scalar' ? pythonText(one) : undefined;
      const raw = hosts?.type === 'scalar' ? stringOf(hosts) : undefined;
      found.push(known ?? raw?.replace(/[{}|:,\s]+/g, ' ').trim() ?? 'unknown');
    }
    return found;
  }

  private baseContext(file: string, playbookFolder: string): Context {
    return {
      playbookFolder,
      file,
      locals: [],
      params: [],
      taskVars: [],
      roleVars: [],
      defaults: [],
      depth: 0,
    };
  }

  private play(play: Data, file: SourceFile): void {
    this.handlers = [];
    this.notified.clear();
    this.playDefaults = [];
    this.playRoleVars = [];
    this.rolesDone.clear();
    this.exposed.clear();
    this.generation++;
    let context: Context = {
      ...inherited(play, this.baseContext(file.path, file.folder)),
      whole: this.passesOn(entry(play, 'vars')?.value, undefined),
    };
    this.playLayers = [layerOf(entry(play, 'vars')?.value)];
    const prompts = new Map<string, Data>();
    for (const prompt of itemsOf(entry(play, 'vars_prompt')?.value)) {
      const name = stringOf(entry(prompt, 'name')?.value);
      const fallback = entry(prompt, 'default')?.value;
      if (name === undefined) continue;
      prompts.set(
        name,
        fallback ?? unknown('it is asked for when the playbook starts', prompt.where),
      );
    }
    this.playLayers.push(prompts);
    const files = entry(play, 'vars_files')?.value;
    for (const one of itemsOf(files)) {
      // A list within the list names alternatives, of which the first that exists is read.
      for (const candidate of itemsOf(one)) {
        const found = this.findFiles(this.evaluator(context).finish(candidate), [
          file.folder,
          join(file.folder, 'vars'),
        ]);
        if (found.length > 0) {
          this.playLayers.push(this.mergedLayer(found));
          break;
        }
      }
    }
    const roles = this.playRoles(play, context);
    for (const { role } of roles) {
      if (role === undefined) continue;
      if (this.job.relevance.gives(role)) context = { ...context, whole: true };
      this.expose(role);
    }
    for (const key of ['pre_tasks', 'tasks', 'post_tasks'])
      if (this.exposeImported(entry(play, key)?.value, context, 0))
        context = { ...context, whole: true };
    this.addHandlers(entry(play, 'handlers')?.value, context);
    try {
      this.taskList(entry(play, 'pre_tasks')?.value, context);
      this.flushHandlers();
      for (const one of roles) this.roleEntry(one, context);
      this.taskList(entry(play, 'tasks')?.value, context);
      this.flushHandlers();
      this.taskList(entry(play, 'post_tasks')?.value, context);
      this.flushHandlers();
    } catch (error) {
      const forced = flagOf(entry(play, 'force_handlers')?.value) === true;
      if (forced && error instanceof Ends && error.leaves === 'failed') this.flushHandlers();
      throw error;
    }
  }

  /** Makes the variables of a role those of the play. */
  private expose(role: Role, from: { vars?: string; defaults?: string } = {}): void {
    const key = callOf(role.folder, NOTHING, [from.vars, from.defaults]);
    if (this.exposed.has(key)) return;
    this.exposed.add(key);
    append(this.playDefaults, this.roleLayers(role, 'defaults', from.defaults ?? 'main'));
    append(this.playRoleVars, this.roleLayers(role, 'vars', from.vars ?? 'main'));
    this.generation++;
  }

  /**
   * The roles that tasks of the play import are known before it starts, so that also tasks in front of them
   * see their variables. Whether one of them gives something of memcached.
   */
  private exposeImported(tasks: Data | undefined, context: Context, depth: number): boolean {
    if (tasks?.type !== 'list' || depth > 20) return false;
    let gives = false;
    for (const item of tasks.items) {
      const block = entry(item, 'block')?.value;
      if (block !== undefined && this.exposeImported(block, context, depth + 1)) gives = true;
      const task = block === undefined ? this.read(item) : undefined;
      if (task?.module !== 'import_role' || !this.isPublic(task)) continue;
      const name = task.args.get('name') ?? task.args.get('role');
      const text = name === undefined ? undefined : this.textOf(name, context);
      const role =
        text === undefined
          ? undefined
          : this.job.project.findRole(text, context.role?.folder ?? context.playbookFolder);
      if (role === undefined) continue;
      this.expose(role, this.filesOf(task, context));
      if (this.job.relevance.gives(role)) gives = true;
    }
    return gives;
  }

  /** Whether the variables of a role are those of the play too: by default only of one that is imported. */
  private isPublic(task: Task): boolean {
    const given = flagOf(task.args.get('public'));
    return given ?? task.module === 'import_role';
  }

  /** The files of variables that an include or import of a role names. */
  private filesOf(task: Task, context: Context): { vars?: string; defaults?: string } {
    const text = (key: string): string | undefined => {
      const value = task.args.get(key);
      return value === undefined ? undefined : this.textOf(value, context);
    };
    const vars = text('vars_from');
    const defaults = text('defaults_from');
    return {
      ...(vars === undefined ? {} : { vars }),
      ...(defaults === undefined ? {} : { defaults }),
    };
  }

  private playRoles(play: Data, context: Context): RoleEntry[] {
    const found: RoleEntry[] = [];
    for (const item of itemsOf(entry(play, 'roles')?.value)) {
      const one = this.roleEntryOf(item, context);
      if (one !== undefined) found.push(one);
    }
    return found;
  }

  private roleEntryOf(item: Data, context: Context): RoleEntry | undefined {
    const nameData =
      item.type === 'map'
        ? (entry(item, 'role') ?? entry(item, 'name') ?? entry(item, 'src'))?.value
        : item;
    if (nameData === undefined) return undefined;
    const name = this.textOf(nameData, context);
    if (name === undefined) return undefined;
    const own = new Map<string, Data>();
    if (item.type === 'map') {
      for (const one of item.entries) {
        if (!ROLE_KEYWORDS.has(one.key)) own.set(one.key, one.value);
      }
    }
    const vars = layerOf(item.type === 'map' ? entry(item, 'vars')?.value : undefined);
    const role = this.job.project.findRole(name, context.role?.folder ?? context.playbookFolder);
    return { name, item, role, params: new Map([...vars, ...own]), where: nameData.where };
  }

  private roleEntry(one: RoleEntry, context: Context): void {
    if (this.never(one.item)) return;
    const call = one.role === undefined ? undefined : callOf(one.role.folder, one.item);
    if (call !== undefined && this.rolesDone.has(call)) return;
    const inner = { ...context, params: [...context.params, one.params] };
    const when = entry(one.item, 'when')?.value;
    const holds = this.holds(when, inner);
    if (holds.value === false) return;
    const whole = context.whole === true || this.passesOn(one.item, context.role);
    const entered = this.entered({ ...context, whole }, holds.reason);
    const conditioned = inherited(one.item, this.guarded(entered, when));
    if (one.role === undefined) {
      this.execute(this.foreignRole(one, withCondition(inner, holds.reason)));
      return;
    }
    this.role(one.role, conditioned, one.params, 'main');
    if (call !== undefined && isCertain(conditioned) && !this.mayRepeat(one.role))
      this.rolesDone.add(call);
  }

  /** `allow_duplicates` of a role. */
  private mayRepeat(role: Role): boolean {
    const meta = this.job.project.readFirst(join(role.folder, 'meta'), 'main');
    if (meta === undefined) return false;
    return flagOf(entry(documentOf(meta), 'allow_duplicates')?.value) === true;
  }

  /** A role that is not in the tree, handed over as an action of its own. */
  private foreignRole(one: RoleEntry, context: Context): Action {
    return {
      module: 'role',
      where: one.where,
      args: new Map([['name', scalar(one.name, one.where)]]),
      ...(context.onlyIf === undefined ? {} : { onlyIf: context.onlyIf }),
      run: this,
      context,
      evaluator: this.evaluator(context),
      mayFail: false,
    };
  }

  private role(
    role: Role,
    context: Context,
    params: Layer,
    tasksFrom: string,
    extra?: { vars?: string; defaults?: string },
  ): void {
    if (context.depth > DEEPEST) return;
    this.job.usedRoles.add(role.folder);
    if (context.whole !== true && !this.job.relevance.role(role)) return;
    const inner: Context = {
      ...context,
      role,
      params: [...context.params, params],
      defaults: [
        ...context.defaults,
        ...this.roleLayers(role, 'defaults', extra?.defaults ?? 'main'),
      ],
      roleVars: [
        ...context.roleVars,
        ...this.roleLayers(role, 'vars', 'main'),
        ...(extra?.vars === undefined ? [] : this.roleLayers(role, 'vars', extra.vars)),
      ],
      depth: context.depth + 1,
    };
    const meta = this.job.project.readFirst(join(role.folder, 'meta'), 'main');
    const dependencies =
      meta === undefined ? undefined : entry(documentOf(meta), 'dependencies')?.value;
    for (const item of itemsOf(dependencies)) {
      const one = this.roleEntryOf(item, inner);
      if (one !== undefined && one.role?.folder !== role.folder)
        this.roleEntry(one, { ...inner, params: context.params });
    }
    const handlers = this.job.project.readFirst(join(role.folder, 'handlers'), 'main');
    if (handlers !== undefined)
      this.addHandlers(documentOf(handlers), { ...inner, file: handlers.path });
    const stem = tasksFrom.replace(/\.ya?ml$/, '');
    const tasks = this.job.project.readFirst(join(role.folder, 'tasks'), stem);
    if (tasks !== undefined) {
      try {
        this.taskFile(tasks, inner);
      } catch (error) {
        if (!(error instanceof Ends) || error.leaves !== 'role') throw error;
      }
    } else if (this.playLooseTasks(role, inner)) return;
    else
      this.execute({
        ...this.foreignRole(
          { name: role.name, item: scalar(role.name, NOWHERE), role, params, where: NOWHERE },
          inner,
        ),
        module: 'role_without_tasks',
      });
  }

  /** A role without the file that would say which of its tasks come first: all of them, by name. */
  private playLooseTasks(role: Role, context: Context): boolean {
    const files = this.job.project
      .filesIn(join(role.folder, 'tasks'))
      .filter((path) => /\.ya?ml$/.test(path))
      .map((path) => this.job.project.tree.read(path));
    for (const file of files) if (file !== undefined) this.taskFile(file, context);
    return files.length > 0;
  }

  /** The variables of `defaults/main.yml` or `vars/main.yml` of a role. */
  roleLayers(role: Role, kind: 'defaults' | 'vars', stem: string): readonly Layer[] {
    const key = `${role.folder}\0${kind}\0${stem}`;
    let layers = this.job.roleLayers.get(key);
    if (layers === undefined) {
      layers = this.job.project
        .variableFiles(join(role.folder, kind), stem.replace(/\.ya?ml$/, ''))
        .map((file) => new FileLayer(file));
      this.job.roleLayers.set(key, layers);
    }
    return layers;
  }

  /** Whether something of memcached may be passed on by what is written here. */
  private passesOn(data: Data | undefined, role: Role | undefined): boolean {
    if (data === undefined) return false;
    const file = this.job.project.tree.read(data.where.file);
    return file !== undefined && this.job.relevance.speaks(textAt(file, data), role);
  }

  private taskFile(file: SourceFile, context: Context): void {
    if (context.depth > DEEPEST) return;
    this.job.usedFiles.add(file.path);
    if (context.whole !== true && !this.job.relevance.tasks(file)) return;
    const { chosen, params, locals, taskVars } = context;
    if (chosen !== undefined) {
      const before = chosen.get(file.path);
      const same =
        before?.params === params && before.locals === locals && before.taskVars === taskVars;
      if (same) return;
      chosen.set(file.path, { params, locals, taskVars });
    }
    this.taskList(documentOf(file), { ...context, file: file.path, depth: context.depth + 1 });
  }

  private taskList(data: Data | undefined, context: Context): void {
    if (data?.type !== 'list') return;
    for (const item of data.items) {
      if (++this.tasks > MOST_TASKS) return this.tooMany(item.where);
      const task = this.read(item);
      if (task !== undefined) this.task(task, context);
    }
  }

  private tooMany(where: Location): void {
    const message = `Only ${MOST_TASKS} tasks of ${this.host.label} are looked at; this one and what follows are not. Scan the roles on their own.`;
    const { problems } = this.job;
    if (problems.some((one) => one.message === message)) return;
    problems.push({ kind: 'unresolved', where, message });
  }

  private read(item: Data): Task | undefined {
    const known = this.job.tasks.get(item);
    if (known !== undefined) return known;
    const task = readTask(item, (value) => this.job.origins.of(value));
    if (task !== undefined) this.job.tasks.set(item, task);
    return task;
  }

  private never(data: Data): boolean {
    const tags = itemsOf(entry(data, 'tags')?.value).flatMap((tag) =>
      (stringOf(tag) ?? '').split(','),
    );
    return tags.some((tag) => tag.trim() === 'never');
  }

  private task(task: Task, context: Context): void {
    if (this.never(task.data) || context.depth > DEEPEST) return;
    const vars = layerOf(entry(task.data, 'vars')?.value);
    const inner = vars.size === 0 ? context : { ...context, taskVars: [...context.taskVars, vars] };
    if (task.module === undefined) {
      this.block(task, inner);
      return;
    }
    const counts = this.matters(task, inner) || saysWhenItFails(task);
    const loop = counts ? this.loopItems(task, inner) : undefined;
    if (loop === undefined) {
      this.once(task, inner);
      return;
    }
    const control = entry(task.data, 'loop_control')?.value;
    const name = loopVariable(task);
    const indexName = stringOf(entry(control, 'index_var')?.value);
    loop.slice(0, MOST_ROUNDS).forEach((item, index) => {
      const locals = new Map<string, Data>([[name, item]]);
      if (indexName !== undefined) locals.set(indexName, scalar(index, item.where));
      this.once(task, { ...inner, locals: [...inner.locals, locals] });
    });
  }

  /** A block: what rescues it is played when one of its tasks fails, the rest of it always. */
  private block(task: Task, context: Context): void {
    const when = entry(task.data, 'when')?.value;
    const holds = this.holds(when, context);
    if (holds.value === false) return;
    const block = inherited(task.data, {
      ...this.guarded(this.entered(context, holds.reason), when),
      depth: context.depth + 1,
    });
    const rescue = entry(task.data, 'rescue')?.value;
    const always = entry(task.data, 'always')?.value;
    let end: Ends | undefined;
    try {
      this.taskList(entry(task.data, 'block')?.value, block);
      if (rescue !== undefined)
        this.taskList(rescue, withCondition(block, 'a task of the block before it fails'));
    } catch (error) {
      if (!(error instanceof Ends) || error.leaves !== 'failed') throw error;
      end = error;
    }
    if (end !== undefined && rescue !== undefined && !end.ofFamily) {
      end = undefined;
      try {
        this.taskList(rescue, block);
      } catch (error) {
        if (!(error instanceof Ends) || error.leaves !== 'failed') throw error;
        end = error;
      }
    }
    this.taskList(always, block);
    if (end !== undefined) throw end;
  }

  /** What is in a block, role or include whose condition was just asked. */
  private entered(context: Context, reason: string | undefined): Context {
    const { soft, family } = this.asked;
    const inner = withCondition(context, reason);
    if (!soft && !family) return inner;
    return { ...inner, ...(soft ? { soft } : {}), ...(family ? { ofFamily: family } : {}) };
  }

  /** Throws when the host certainly leaves something, as far as what it rests on is known. */
  private leave(leaves: Leaves, context: Context): void {
    if (this.asked.soft || context.soft === true) return;
    throw new Ends(leaves, this.asked.family || context.ofFamily === true);
  }

  /** A context whose tasks have each to ask a condition. */
  private guarded(context: Context, when: Data | undefined): Context {
    if (when === undefined) return context;
    const guard = { when, at: this.generation };
    return { ...context, guards: [...(context.guards ?? []), guard] };
  }

  /** Whether the conditions around a task, as far as variables changed since, and its own hold. */
  private holds(
    when: Data | undefined,
    context: Context,
  ): { value: boolean | undefined; reason?: string } {
    this.asked.soft = false;
    this.asked.family = false;
    let reason: string | undefined;
    for (const guard of context.guards ?? []) {
      if (guard.at === this.generation) continue;
      const around = this.condition(guard.when, context);
      if (around.value === false) return around;
      reason ??= around.reason;
    }
    const own = this.condition(when, context);
    if (own.value === false || reason === undefined) return own;
    return { value: undefined, reason: own.reason ?? reason };
  }

  /** Throws when a task certainly fails by what is written about it. */
  private failing(task: Task, context: Context): void {
    if (!isCertain(context) || context.chosen !== undefined || context.ignoresErrors === true)
      return;
    const ignores = entry(task.data, 'ignore_errors')?.value;
    if (ignores !== undefined && flagOf(ignores) !== false) return;
    // The rounds of a loop that is not known may be none.
    const item = isLoop(task) ? context.locals.at(-1)?.get(loopVariable(task)) : undefined;
    if (isLoop(task) && (item === undefined || isUnknown(item))) return;
    const { all, keeps, always } = failuresOf(task);
    const fails =
      always ||
      (all !== undefined && this.condition(all, context).value === true) ||
      keeps.some((one) => this.condition(one, context).value === false);
    if (fails) this.leave('failed', context);
  }

  /** The items a task is repeated for; `undefined` when it is not a loop. */
  private loopItems(task: Task, context: Context): readonly Data[] | undefined {
    const found = task.data.entries.find(({ key }) => key === 'loop' || key.startsWith('with_'));
    if (found === undefined) return undefined;
    const evaluator = this.evaluator(context);
    let value: Data = evaluator.finish(found.value);
    const kind =
      found.key === 'loop' ? 'list' : found.key.slice('with_'.length).replace(/^.*\./, '');
    // `with_items: name` is how old playbooks name a variable.
    if (
      value.type === 'scalar' &&
      typeof value.value === 'string' &&
      kind !== 'fileglob' &&
      kind !== 'sequence'
    ) {
      const variable = /^[A-Za-z_]\w*$/.test(value.value)
        ? evaluator.expression(value.value, () => value.where)
        : undefined;
      if (variable !== undefined && !(isUnknown(variable) && variable.missing)) value = variable;
    }
    const one = (reason: string): Data[] => [unknown(reason, found.value.where)];
    if (isUnknown(value)) return one(value.reason);
    if (kind === 'first_found') {
      const file = this.findFirst(value, context);
      return file === undefined
        ? one('the first file found is known only when the playbook runs')
        : [file];
    }
    return roundsOf(kind, value) ?? one(`"${found.key}" is not evaluated`);
  }

  /** The first of several file names that exists. */
  private findFirst(value: Data, context: Context): Data | undefined {
    const names = value.type === 'list' ? value.items : itemsOf(entry(value, 'files')?.value);
    const flat = names.flatMap((item) =>
      item.type === 'map' ? itemsOf(entry(item, 'files')?.value) : [item],
    );
    const paths = [
      ...itemsOf(value.type === 'map' ? entry(value, 'paths')?.value : undefined),
      ...names.flatMap((item) => itemsOf(entry(item, 'paths')?.value)),
    ];
    const folders = paths
      .map((path) => pythonText(path) ?? '')
      .filter((path) => path !== '' && !path.includes(UNKNOWN_MARK));
    for (const name of flat) {
      const bases = this.searchFolders(context, ['vars', 'tasks', 'templates', 'files']);
      const all = [
        ...folders.flatMap((folder) => bases.map((base) => resolveInTree(base, folder) ?? base)),
        ...bases,
      ];
      const found = this.findFiles(name, all);
      if (found.length === 0) continue;
      if (isUnknown(name)) return name;
      return scalar(`/${found[0]!.file.path}`, name.where);
    }
    return undefined;
  }

  private once(task: Task, context: Context): void {
    if (++this.tasks > MOST_TASKS) return this.tooMany(task.where);
    const matters = this.matters(task, context);
    const ends = saysWhenItFails(task);
    const isResult =
      entry(task.data, 'register') !== undefined && entry(task.data, 'when') !== undefined;
    if (!matters && !ends && !isResult && entry(task.data, 'notify') === undefined) {
      this.register(task);
      return;
    }
    const when = entry(task.data, 'when')?.value;
    const holds = this.holds(when, context);
    if (holds.value === false) {
      this.skip(task, context);
      return;
    }
    const inner = withCondition(context, holds.reason);
    // What the condition rests on, before the task's own arguments are looked at.
    const { soft, family: ofFamily } = this.asked;
    this.act(task, inner, when, matters, holds.value === true);
    if (!ends) return;
    this.asked.soft = soft;
    this.asked.family = ofFamily;
    this.failing(task, inner);
  }

  private act(
    task: Task,
    inner: Context,
    when: Data | undefined,
    matters: boolean,
    holds: boolean,
  ): void {
    const evaluator = this.evaluator(inner);
    const { args } = task;
    const module = task.module!;
    switch (module) {
      case 'import_tasks':
      case 'include_tasks':
      case 'include':
      case 'import_role':
      case 'include_role': {
        const passed = this.passing(task, asParameters(task, inner));
        const around = module.startsWith('import')
          ? inherited(task.data, this.guarded(this.entered(passed, undefined), when))
          : this.applied(task, this.entered(passed, undefined), evaluator);
        if (around === undefined) return;
        if (module.endsWith('_role')) this.includeRole(task, around);
        else this.includeTasks(task, around, evaluator);
        return;
      }
      case 'include_vars':
        this.includeVars(task, inner, evaluator);
        return;
      case 'set_fact':
        this.setFact(args, inner, evaluator, holds && inner.onlyIf === undefined);
        return;
      case 'meta': {
        const leaves = endOf(task);
        if (leaves !== undefined && isCertain(inner)) this.leave(leaves, inner);
        if (task.free !== undefined && pythonText(task.free)?.trim() === 'flush_handlers')
          this.flushHandlers();
        return;
      }
      case 'add_host':
      case 'group_by':
      case 'debug':
        return;
      case 'assert':
      case 'fail':
        this.register(task);
        return;
    }
    const family = Object.hasOwn(FAMILY_OF_MODULE, module) ? FAMILY_OF_MODULE[module] : undefined;
    if (family !== undefined) {
      this.families.add(family);
      this.familyMatters = true;
      if (family !== this.world.family && inner.onlyIf === undefined) throw new HostStops();
    }
    this.register(task);
    if (matters) this.carryOut(task, inner, evaluator);
    const notify = entry(task.data, 'notify')?.value;
    const changes = entry(task.data, 'changed_when')?.value;
    if (notify === undefined || this.condition(changes, inner).value === false) return;
    for (const name of itemsOf(notify)) {
      const text = pythonText(evaluator.finish(name));
      if (text !== undefined) this.notified.add(text);
    }
  }

  /**
   * Whether carrying a task out can change anything that is looked at. A file of a role that has none of
   * the forms that are looked at matters only where the task itself speaks of memcached.
   */
  private matters(task: Task, context: Context): boolean {
    if (!mayMatter(task, (name) => this.job.project.hasModule(name))) return false;
    if (context.role === undefined || context.whole === true) return true;
    const edits = EDITS.has(task.module!);
    if (!edits && task.module !== 'template' && task.module !== 'copy') return true;
    if (!edits && (task.args.has('content') || this.mayPlace(task, context.role))) return true;
    let known = this.job.placed.get(task);
    if (known === undefined) {
      known =
        (edits && names(task.data, 0, RELEVANT_PATH)) || this.passesOn(task.data, context.role);
      this.job.placed.set(task, known);
    }
    return known;
  }

  /** Whether the file of the role that a task puts somewhere has a form that is looked at. */
  private mayPlace(task: Task, role: Role): boolean {
    if (!this.job.relevance.places(role)) return false;
    const source = stringOf(task.args.get('src'));
    const name = source?.slice(source.lastIndexOf('/') + 1);
    if (name === undefined || hasTemplate(name) || name.includes('}')) return true;
    const files = ['templates', 'files']
      .flatMap((kind) => this.job.project.filesBelow(join(role.folder, kind)))
      .filter((path) => path.endsWith(`/${name}`));
    return (
      files.length === 0 ||
      files.some((path) =>
        mayBeHostFile(path.slice(role.folder.length), this.job.project.tree.read(path)?.text ?? ''),
      )
    );
  }

  /** What an include passes on besides the name of what it includes. */
  private passing(task: Task, context: Context): Context {
    if (context.whole === true) return context;
    const passes = task.data.entries.some(
      ({ key, value }) => key !== 'name' && this.passesOn(value, context.role),
    );
    return passes ? { ...context, whole: true } : context;
  }

  private carryOut(task: Task, inner: Context, evaluator: Evaluator): void {
    const { args } = task;
    const module = task.module!;
    const evaluated = new Map<string, Data>();
    for (const defaults of inner.moduleDefaults ?? []) {
      for (const [name, values] of pairsOf(evaluator.finish(defaults))) {
        if (shortName(name) !== module) continue;
        for (const [key, value] of pairsOf(values)) evaluated.set(key, value);
      }
    }
    const all = task.argsFrom === undefined ? undefined : evaluator.finish(task.argsFrom);
    if (all?.type === 'map') for (const [key, value] of pairsOf(all)) evaluated.set(key, value);
    for (const [key, value] of args) {
      const result = evaluator.finish(value);
      if (isUnknown(result) && result.nature === 'omit') continue;
      evaluated.set(key, result);
    }
    const mayFail =
      truth(entry(task.data, 'ignore_errors')?.value ?? scalar(false, task.where)) === true;
    this.execute({
      module,
      where: task.where,
      args: evaluated,
      ...(task.free === undefined ? {} : { free: evaluator.finish(task.free) }),
      ...(inner.onlyIf === undefined ? {} : { onlyIf: inner.onlyIf }),
      run: this,
      context: inner,
      evaluator,
      mayFail,
    });
  }

  /** The result of a task is a variable that only a run can fill. */
  private register(task: Task): void {
    const name = stringOf(entry(task.data, 'register')?.value);
    if (name === undefined) return;
    const reason = `the result of "${task.module}" is known only when the playbook runs`;
    this.setFacts.set(name, unknown(reason, task.where));
    this.generation++;
  }

  /** What a task that is certainly skipped leaves of its result. */
  private skip(task: Task, context: Context): void {
    const name = stringOf(entry(task.data, 'register')?.value);
    if (name === undefined || isLoop(task) || !isCertain(context)) return;
    const result: [string, Data][] = [
      ['changed', scalar(false, task.where)],
      ['skipped', scalar(true, task.where)],
      ['skip_reason', scalar('Conditional result was False', task.where)],
    ];
    this.setFacts.set(name, mapping(result, task.where));
    this.softFacts.delete(name);
    this.generation++;
  }

  /** What `apply` of an include gives to the tasks it brings in; `undefined` when it rules them out. */
  private applied(task: Task, context: Context, evaluator: Evaluator): Context | undefined {
    const given = task.args.get('apply');
    const apply = given === undefined ? undefined : evaluator.finish(given);
    if (given === undefined || apply?.type !== 'map') return context;
    // What it holds is evaluated by each task.
    const raw = given.type === 'map' ? given : apply;
    const vars = layerOf(entry(raw, 'vars')?.value);
    const inner = vars.size === 0 ? context : { ...context, taskVars: [...context.taskVars, vars] };
    const when = entry(raw, 'when')?.value;
    const holds = this.condition(when, inner);
    if (holds.value === false) return undefined;
    return inherited(raw, this.guarded(withCondition(inner, holds.reason), when));
  }

  private addHandlers(data: Data | undefined, context: Context): void {
    if (data?.type !== 'list') return;
    for (const item of data.items) {
      const task = this.read(item);
      if (task !== undefined) this.handlers.push({ task, context });
    }
  }

  private flushHandlers(): void {
    for (let round = 0; round < 5 && this.notified.size > 0; round++) {
      const names = new Set(this.notified);
      this.notified.clear();
      for (const { task, context } of this.handlers) {
        const called = [
          task.name,
          ...itemsOf(entry(task.data, 'listen')?.value).map((one) => stringOf(one)),
        ];
        const wanted = called.some((name) => {
          if (name === undefined) return false;
          const text = hasTemplate(name)
            ? pythonText(this.evaluator(context).string(name, () => task.where, task.where))
            : name;
          if (text === undefined) return false;
          return (
            names.has(text) ||
            (context.role !== undefined && names.has(`${context.role.name} : ${text}`))
          );
        });
        if (wanted) this.task(task, context);
      }
    }
  }

  private includeTasks(task: Task, context: Context, evaluator: Evaluator): void {
    const target = task.free ?? task.args.get('file');
    if (target === undefined) return;
    const params = new Map<string, Data>();
    for (const [key, value] of task.args) {
      if (!['file', 'apply', 'tags', 'rescuable'].includes(key)) params.set(key, value);
    }
    const folders = [
      context.file.includes('/') ? context.file.slice(0, context.file.lastIndexOf('/')) : '',
      ...(context.role === undefined ? [] : [join(context.role.folder, 'tasks')]),
      context.playbookFolder,
      join(context.playbookFolder, 'tasks'),
    ];
    const value = evaluator.finish(target);
    const found = this.findFiles(value, folders);
    if (found.length === 0) {
      const name = pythonText(value);
      this.note(
        task.where,
        name === undefined || isUnknown(value)
          ? `The tasks included here are not known: ${reasonOf(value)}.`
          : `The included file "${name}" is not in the tree, so its tasks are not looked at.`,
      );
    }
    // Bindings of the include are values of the includer.
    const bound = new Map([...params].map(([key, one]) => [key, evaluator.finish(one)] as const));
    const chosen = context.chosen ?? (found.length > 1 ? new Map<string, Context>() : undefined);
    for (const { file, certain } of found) {
      const outer = chosen === undefined || certain ? context : { ...context, chosen };
      const inner = certain ? outer : withCondition(outer, reasonOf(value));
      this.taskFile(file, {
        ...inner,
        params: bound.size === 0 ? inner.params : [...inner.params, bound],
      });
    }
  }

  private includeRole(task: Task, context: Context): void {
    const nameData = task.args.get('name') ?? task.args.get('role');
    if (nameData === undefined) return;
    const name = this.textOf(nameData, context);
    const text = (key: string): string | undefined => {
      const value = task.args.get(key);
      return value === undefined ? undefined : this.textOf(value, context);
    };
    if (name === undefined) return;
    const role = this.job.project.findRole(name, context.role?.folder ?? context.playbookFolder);
    // `vars` of the task are parameters of the role.
    const params = context.taskVars.at(-1) ?? new Map<string, Data>();
    if (role === undefined) {
      this.execute(
        this.foreignRole(
          { name, item: nameData, role: undefined, params, where: nameData.where },
          context,
        ),
      );
      return;
    }
    const files = this.filesOf(task, context);
    const tasksFrom = text('tasks_from') ?? 'main';
    if (this.isPublic(task)) this.expose(role, files);
    const call = callOf(role.folder, task.data, [tasksFrom]);
    const once = flagOf(task.args.get('allow_duplicates')) === false;
    if (once && this.rolesDone.has(call)) return;
    this.role(role, context, new Map(), tasksFrom, files);
    if (once && isCertain(context)) this.rolesDone.add(call);
  }

  private includeVars(task: Task, context: Context, evaluator: Evaluator): void {
    const name = task.args.get('name');
    const dir = task.args.get('dir');
    let layer: ReadonlyMap<string, Data>;
    if (dir !== undefined) {
      const text = pythonText(evaluator.finish(dir)) ?? '';
      const files = this.searchFolders(context, ['vars']).flatMap((folder) => {
        const path = resolveInTree(folder, text);
        return path === undefined || isUnknown(evaluator.finish(dir))
          ? []
          : this.job.project.filesBelow(path);
      });
      const read = [...new Set(files)].map((path) => this.job.project.tree.read(path));
      layer = this.mergedLayer(
        read.flatMap((file) => (file === undefined ? [] : [{ file, certain: true }])),
      );
    } else {
      const target = task.free ?? task.args.get('file');
      if (target === undefined) return;
      layer = this.mergedLayer(
        this.findFiles(evaluator.finish(target), this.searchFolders(context, ['vars'])),
      );
    }
    const into = name === undefined ? undefined : pythonText(evaluator.finish(name));
    const entries: readonly (readonly [string, Data])[] =
      into === undefined ? [...layer] : [[into, mapping([...layer], task.where)]];
    for (const [key, value] of entries) this.bind(this.included, key, value, context);
  }

  private setFact(
    args: ReadonlyMap<string, Data>,
    context: Context,
    evaluator: Evaluator,
    certain: boolean,
  ): void {
    for (const [key, value] of args) {
      if (key === 'cacheable') continue;
      const name = hasTemplate(key)
        ? pythonText(evaluator.string(key, () => value.where, value.where))
        : key;
      if (name === undefined) continue;
      // Of what it rests on the condition counts too.
      const finished = evaluator.finish(value);
      if (this.asked.soft) this.softFacts.add(name);
      else this.softFacts.delete(name);
      this.bind(
        this.setFacts,
        name,
        finished,
        certain ? ({ ...context, onlyIf: undefined } as Context) : context,
      );
    }
  }

  /** Sets a variable; where the task may be skipped, its value is one of two. */
  private bind(into: Map<string, Data>, key: string, value: Data, context: Context): void {
    this.generation++;
    const before = this.lookup(key, context);
    if (context.onlyIf !== undefined && before !== undefined) {
      const same = pythonText(before) !== undefined && pythonText(before) === pythonText(value);
      if (!same) {
        into.set(key, unknown(`"${key}" depends on a condition: ${context.onlyIf}`, value.where));
        return;
      }
    }
    into.set(key, value);
  }

  private mergedLayer(
    files: readonly { file: SourceFile; certain: boolean }[],
  ): ReadonlyMap<string, Data> {
    const merged = new Map<string, Data>();
    const several = files.length > 1 && files.some((one) => !one.certain);
    for (const { file } of files) {
      for (const [key, value] of layerOf(documentOf(file))) {
        const before = merged.get(key);
        if (several && before !== undefined && pythonText(before) !== pythonText(value)) {
          merged.set(
            key,
            unknown(
              `"${key}" differs between files of which one is chosen at run time`,
              value.where,
            ),
          );
        } else {
          merged.set(key, value);
        }
      }
    }
    return merged;
  }

  /** The folders a file name is looked up in, nearest first. */
  searchFolders(context: Context, kinds: readonly string[]): string[] {
    const folders: string[] = [];
    if (context.role !== undefined) {
      for (const kind of kinds) folders.push(join(context.role.folder, kind));
      folders.push(context.role.folder, join(context.role.folder, 'tasks'));
    }
    const own = context.file.includes('/')
      ? context.file.slice(0, context.file.lastIndexOf('/'))
      : '';
    for (const kind of kinds) folders.push(join(own, kind));
    folders.push(own);
    for (const kind of kinds) folders.push(join(context.playbookFolder, kind));
    folders.push(context.playbookFolder);
    return [...new Set(folders)];
  }

  /**
   * The files that a name, of which parts may be unknown, stands for. With unknown parts every file
   * that fits is a candidate, and none is certain.
   */
  findFiles(name: Data, folders: readonly string[]): { file: SourceFile; certain: boolean }[] {
    const { tree } = this.job.project;
    if (isUnknown(name)) {
      const parts = piecesOf(name)
        .map((piece) => piece.text)
        .join('')
        .split(UNKNOWN_MARK);
      if (
        parts.length < 2 ||
        (parts.join('').replace(/[/.]|ya?ml|j2/g, '') === '' &&
          !/\.(ya?ml|j2)/.test(parts.join('')))
      )
        return [];
      const tail = parts.join('').includes('/') ? undefined : parts;
      const found: { file: SourceFile; certain: boolean }[] = [];
      const fits = candidateTexts(name);
      for (const folder of folders) {
        const paths =
          tail === undefined
            ? this.job.project.filesBelow(folder)
            : this.job.project.filesIn(folder);
        for (const path of paths) {
          const inner = folder === '' ? path : path.slice(folder.length + 1);
          if (!globMatches(inner, parts)) continue;
          if (
            fits !== undefined &&
            !fits.some((text) => text.toLowerCase() === inner.toLowerCase())
          )
            continue;
          const file = tree.read(path);
          if (file !== undefined) found.push({ file, certain: false });
        }
        if (found.length > 0) break;
      }
      return found.slice(0, 20);
    }
    const text = pythonText(name)?.trim();
    if (text === undefined || text === '') return [];
    const role = ROLE_PATH.exec(text);
    for (const folder of folders) {
      const path = role === null ? resolveInTree(folder, text) : undefined;
      if (path !== undefined && tree.has(path)) {
        const file = tree.read(path);
        if (file !== undefined) return [{ file, certain: true }];
      }
    }
    return [];
  }

  private textOf(value: Data, context: Context): string | undefined {
    const result = this.evaluator(context).finish(value);
    return isUnknown(result) ? undefined : pythonText(result);
  }

  /** Whether a `when` holds; with the reason when it is not known. */
  private condition(
    value: Data | undefined,
    context: Context,
  ): { value: boolean | undefined; reason?: string } {
    if (value === undefined) return { value: true };
    let reason: string | undefined;
    for (const one of itemsOf(value)) {
      const result = this.conditionValue(one, context);
      const holds = truth(result);
      if (holds === false) return { value: false };
      if (holds === undefined)
        reason ??= `\`when: ${(stringOf(one) ?? '…').slice(0, 120)}\` (${reasonOf(result)})`;
    }
    return reason === undefined ? { value: true } : { value: undefined, reason };
  }

  private conditionValue(one: Data, context: Context): Data {
    if (one.type !== 'scalar' || typeof one.value !== 'string') return one;
    this.noteFamilies(one.value);
    const evaluator = this.evaluator(context);
    const origin = this.job.origins.of(one) ?? ((): Location => one.where);
    let text = one.value;
    if (hasTemplate(text)) {
      const inner = evaluator.finish(one);
      if (inner.type !== 'scalar' || typeof inner.value !== 'string') return inner;
      text = inner.value;
    }
    if (text.trim() === '') return scalar(true, one.where);
    const result = evaluator.expression(text, origin);
    // A text such as "false" in a variable is true in Jinja and false in old Ansible.
    if (result.type === 'scalar' && typeof result.value === 'string') {
      const word = result.value.trim().toLowerCase();
      if (['false', 'no', 'off', '0'].includes(word)) return scalar(false, result.where);
      if (['true', 'yes', 'on', '1'].includes(word)) return scalar(true, result.where);
    }
    return result;
  }

  /** Texts in a condition name the families that the playbook cares about. */
  noteFamilies(text: string): void {
    if (!/distribution|os_family|pkg_mgr/.test(text)) return;
    for (const match of text.matchAll(/['"]([A-Za-z ]{2,30})['"]/g)) {
      const family = familyNamed(match[1]!);
      if (family !== undefined) this.families.add(family);
    }
  }

  private note(where: Location, message: string): void {
    const known = this.job.problems.some(
      (one) =>
        one.message === message &&
        one.where.file === where.file &&
        one.where.startLine === where.startLine,
    );
    if (!known) this.job.problems.push({ kind: 'note', where, message });
  }

  /** An evaluator that sees the variables of a task. */
  evaluator(context: Context, decide?: (condition: string) => boolean | undefined): Evaluator {
    return new Evaluator({
      lookup: (name, where) => this.lookup(name, context, where),
      memberOf: (object, key, where) => this.member(object, key, where, context),
      call: (name, args, where, evaluator) => this.call(name, args, where, context, evaluator),
      originOf: (value) => this.job.origins.of(value),
      ...(decide === undefined ? {} : { decide }),
      budget: this.job.budget,
    });
  }

  /** A variable in Ansible's order of precedence, highest first. */
  lookup(
    name: string,
    context: Context,
    where: Location = { ...NOWHERE, file: context.file },
  ): Data | undefined {
    // A host that no inventory lists, or whoever uses a role, may be told otherwise.
    const isOpen = this.isAlone || this.host.name === undefined;
    const given =
      this.extra?.get(name) ??
      inLayers(context.locals, name) ??
      inLayers(context.params, name) ??
      this.ofFacts(name) ??
      this.included.get(name) ??
      inLayers(context.taskVars, name) ??
      inLayers(context.roleVars, name) ??
      inLayers(this.playRoleVars, name) ??
      inLayers(this.playLayers, name);
    if (given !== undefined) return given;
    const known = this.ofHost(name);
    if (known !== undefined) {
      if (isOpen) this.asked.soft = true;
      return known;
    }
    const found = this.magic(name, context, where);
    if (found !== undefined) return found;
    const fallback = inLayers(context.defaults, name) ?? inLayers(this.playDefaults, name);
    // What nothing here gives the command line or an inventory kept elsewhere may.
    if (isOpen || fallback === undefined) this.asked.soft = true;
    return fallback;
  }

  private ofFacts(name: string): Data | undefined {
    const value = this.setFacts.get(name);
    if (value !== undefined && this.softFacts.has(name)) this.asked.soft = true;
    return value;
  }

  private ofHost(name: string): Data | undefined {
    const known = this.hostVariables.get(name);
    if (known !== undefined || this.hostVariables.has(name)) return known;
    const value = inLayers(this.host.layers, name);
    this.hostVariables.set(name, value);
    return value;
  }

  private magic(name: string, context: Context, where: Location): Data | undefined {
    if (name === 'role_path' && context.role !== undefined)
      return scalar(`/${context.role.folder}`, where);
    if (name === 'role_name' && context.role !== undefined) return scalar(context.role.name, where);
    if (name === 'playbook_dir') return scalar(`/${context.playbookFolder}`, where);
    return factNamed(name, this.host, this.world, where, () => this.askFamily());
  }

  private askFamily(): void {
    this.familyMatters = true;
    this.asked.family = true;
  }

  private member(
    object: JinjaUnknown,
    key: Data,
    where: Location,
    context: Context,
  ): Data | undefined {
    switch (object.nature) {
      case 'facts': {
        const name = pythonText(key);
        if (name === undefined) return undefined;
        return gathered(name, this.world, where, () => this.askFamily());
      }
      case 'hostvars': {
        if (isUnknown(key)) {
          // The host itself, or any other: only the first is known here.
          return key.nature === 'host-name'
            ? unknown(key.reason, where, { nature: 'host', of: '' })
            : unknown(key.reason, where, { nature: 'host' });
        }
        return unknown('the variables of other hosts are not evaluated', where, {
          nature: 'host',
          of: pythonText(key) ?? '',
        });
      }
      case 'host': {
        const name = pythonText(key);
        if (name === undefined || object.of === undefined) return undefined;
        if (object.of === '' || object.of === this.host.name) {
          return this.lookup(name, context, where) ?? missing(`"${name}" is not defined`, where);
        }
        return (
          this.ofOther(object.of, name, context.playbookFolder) ??
          unknown(`"${name}" of the host "${object.of}" is not known`, where)
        );
      }
      case 'groups': {
        const name = pythonText(key);
        if (name === undefined) return undefined;
        if (this.inventory === undefined || this.host.name === undefined) {
          const holdsHost = this.host.groups.has(name)
            ? true
            : this.host.notIn?.has(name) === true
              ? false
              : undefined;
          return unknown(
            'the inventory is not in the repository',
            where,
            holdsHost === undefined ? {} : { holdsHost },
          );
        }
        const members = name === 'all' ? [...this.inventory.hosts.keys()] : this.membersOf(name, 0);
        return list(
          members.map((member) => scalar(member, where)),
          where,
        );
      }
      default:
        return undefined;
    }
  }

  /** A variable of another host, as far as the inventory and its files give it without a template. */
  private ofOther(host: string, variable: string, folder: string): Data | undefined {
    if (this.inventory?.hosts.has(host) !== true) return undefined;
    const key = `${host}\0${folder}`;
    let layers = this.others.get(key);
    if (layers === undefined) {
      layers = hostsOfProject(this.job.project).layersOf(this.inventory, host, folder);
      this.others.set(key, layers);
    }
    const value = inLayers(layers, variable);
    return value === undefined || holdsTemplate(value, 0) ? undefined : value;
  }

  private membersOf(group: string, depth: number): string[] {
    const found = this.inventory?.groups.get(group);
    if (found === undefined || depth > 20) return [];
    return [
      ...new Set([
        ...found.hosts,
        ...[...found.children].flatMap((child) => this.membersOf(child, depth + 1)),
      ]),
    ];
  }

  private call(
    name: string,
    args: CallArguments,
    where: Location,
    context: Context,
    evaluator: Evaluator,
  ): Data | undefined {
    if (name !== 'lookup' && name !== 'query' && name !== 'q') return undefined;
    const plugin = args.positional[0] === undefined ? '' : (pythonText(args.positional[0]) ?? '');
    const first = args.positional[1];
    switch (plugin.slice(plugin.lastIndexOf('.') + 1)) {
      case 'vars': {
        const variable = first === undefined || isUnknown(first) ? undefined : pythonText(first);
        if (variable === undefined) return undefined;
        const value = this.lookup(variable, context);
        return value === undefined
          ? (args.named.get('default') ?? missing(`"${variable}" is not defined`, where))
          : evaluator.finish(value);
      }
      case 'first_found':
        return first === undefined ? undefined : this.findFirst(first, context);
      case 'file':
      case 'template': {
        if (first === undefined) return undefined;
        const found = this.findFiles(
          first,
          this.searchFolders(context, plugin === 'file' ? ['files'] : ['templates']),
        );
        const file = found[0]?.certain === true ? found[0].file : undefined;
        if (file === undefined) return undefined;
        if (plugin.endsWith('template')) {
          // Projects keep whole libraries of such templates; most of them make other programs' values.
          if (!MENTION.test(file.text) && !/^kind:/m.test(file.text)) return undefined;
          const texts = this.renderings(file, context);
          return texts.length === 1 ? compose(texts[0]!.pieces, where) : undefined;
        }
        const locate = (start: number, end: number): Location => file.location(start, end);
        return compose(
          [{ text: file.text.replace(/\n+$/, ''), locate, fromValue: true }],
          file.location(0, file.text.length),
        );
      }
      case 'items':
      case 'list':
        return first;
      case 'env':
        return unknown('a variable of the environment is known only when the playbook runs', where);
      default:
        return unknown(
          `the lookup "${plugin.slice(0, 40)}" is known only when the playbook runs`,
          where,
        );
    }
  }

  /** All texts a template file can become; undecided conditions are taken both ways, up to a limit. */
  renderings(file: SourceFile, context: Context): RenderedText[] {
    const results: RenderedText[] = [];
    const seen = new Set<string>();
    const pending: ReadonlyMap<string, boolean>[] = [new Map()];
    let rounds = 0;
    while (pending.length > 0 && rounds < MOST_RENDERINGS) {
      rounds++;
      const taken = new Map(pending.pop()!);
      const evaluator = this.evaluator(context, (condition) => {
        const known = taken.get(condition);
        if (known !== undefined) return known;
        if (rounds + pending.length >= MOST_RENDERINGS) return undefined;
        pending.push(new Map([...taken, [condition, false]]));
        taken.set(condition, true);
        return true;
      });
      const rendered = evaluator.render(file.text, (start, end) => file.location(start, end));
      if (!(rendered instanceof RenderedText)) {
        this.job.problems.push({
          kind: 'unparsed',
          where: file.location(rendered.offset, rendered.offset + 1),
          message: `The template cannot be read: ${rendered.message}. Correct it so that the file it makes can be looked at.`,
        });
        return results;
      }
      if (!seen.has(rendered.text)) {
        seen.add(rendered.text);
        results.push(rendered);
      }
    }
    return results;
  }
}

const MOST_RENDERINGS = 64;

const NOWHERE: Location = { file: '', startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
const NOTHING: Data = { type: 'scalar', value: null, where: NOWHERE };

/** Text that names a folder of the controlling machine. */
const ROLE_PATH = /^~|^\/(etc|usr|opt|home|root|tmp|var)\//;

const ROLE_KEYWORDS: ReadonlySet<string> = new Set([
  'role',
  'name',
  'src',
  'tags',
  'when',
  'vars',
  'become',
  'become_user',
  'become_method',
  'sudo',
  'sudo_user',
  'environment',
  'delegate_to',
  'connection',
  'remote_user',
  'any_errors_fatal',
  'ignore_errors',
  'collections',
  'no_log',
  'run_once',
  'version',
  'scm',
]);

interface RoleEntry {
  readonly name: string;
  readonly item: Data;
  readonly role: Role | undefined;
  readonly params: Layer;
  readonly where: Location;
}

/** Whether what stands in a context is certainly carried out. */
function isCertain(context: Context): boolean {
  return context.onlyIf === undefined && context.maybe !== true;
}

/** What plays, blocks, imports and roles give to the tasks in them, apart from variables and conditions. */
function inherited(data: Data, context: Context): Context {
  const defaults = itemsOf(entry(data, 'module_defaults')?.value);
  const ignores = entry(data, 'ignore_errors')?.value;
  if (defaults.length === 0 && ignores === undefined) return context;
  return {
    ...context,
    ...(defaults.length === 0
      ? {}
      : { moduleDefaults: [...(context.moduleDefaults ?? []), ...defaults] }),
    ...(ignores === undefined ? {} : { ignoresErrors: flagOf(ignores) !== false }),
  };
}

function holdsTemplate(value: Data, depth: number): boolean {
  if (depth > 20) return true;
  if (value.type === 'scalar') return typeof value.value === 'string' && hasTemplate(value.value);
  if (value.type === 'list') return value.items.some((item) => holdsTemplate(item, depth + 1));
  return value.type === 'map'
    ? value.entries.some((one) => holdsTemplate(one.value, depth + 1))
    : true;
}

function withCondition(context: Context, reason: string | undefined): Context {
  if (reason === undefined) return context;
  if (SOFT.test(reason)) return context.maybe === true ? context : { ...context, maybe: true };
  return context.onlyIf !== undefined ? context : { ...context, maybe: true, onlyIf: reason };
}

/** Conditions of which one way or the other comes true on the hosts a playbook is written for. */
const SOFT =
  /the distribution is known only|the release of the distribution|^`when: .*\(the result of "/;

/** From the last layer, which has the highest precedence, to the first. */
/** The variables of a dynamic include are its parameters, which go before facts that were set. */
function asParameters(task: Task, context: Context): Context {
  const own = context.taskVars.at(-1);
  const dynamic = task.module === 'include_tasks' || task.module === 'include_role';
  if (!dynamic || own === undefined || entry(task.data, 'vars') === undefined) return context;
  return { ...context, params: [...context.params, own] };
}

function inLayers(layers: readonly Layer[], name: string): Data | undefined {
  for (let i = layers.length - 1; i >= 0; i--) {
    const value = layers[i]!.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The texts that an unknown name can be when its only unknown part is one of a few. */
function candidateTexts(name: JinjaUnknown): string[] | undefined {
  return name.oneOf?.map(String);
}
