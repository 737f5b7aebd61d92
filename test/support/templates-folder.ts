import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {builtInTemplates} from '../../src/mail/template-files.ts';

/** A folder of custom templates, with ways to change them. */
export type TemplatesFolder = Awaited<ReturnType<typeof openTemplatesFolder>>;

export type TemplateName = 'digest.mjml' | 'digest.txt' | 'weekly.mjml' | 'weekly.txt';

/** An empty folder of its own; what is put there replaces ours. */
export const openTemplatesFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-templates-'));
  const [daily, weekly] = [builtInTemplates(), builtInTemplates('weekly')];
  const ours: Record<TemplateName, string> = {
    ...{'digest.mjml': daily.html.text, 'digest.txt': daily.text.text},
    ...{'weekly.mjml': weekly.html.text, 'weekly.txt': weekly.text.text},
  };
  const put = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);
  return {
    folder,
    put,
    /** Ours, with `from` replaced, which must stand in it; tells the line of the first change. */
    change: async (name: TemplateName, from: string, to: string): Promise<number> => {
      const place = ours[name].indexOf(from);
      if (place === -1) throw new Error(`${name} has no ${from}`);
      await put(
        name,
        ours[name].replaceAll(from, () => to),
      );
      return ours[name].slice(0, place).split('\n').length;
    },
    read: (name: TemplateName) => readFile(join(folder, name), 'utf8'),
    close: () => rm(folder, {recursive: true, force: true}),
  };
};
