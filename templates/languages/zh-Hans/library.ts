import type {library as english} from '../en/library.ts';
import type {Translation} from '../messages.ts';

export const library: Translation<typeof english> = {
  'saved.title': '阅读清单',
  'saved.yours': '您的阅读清单',
  'saved.save': '加入阅读清单',
  'saved.remove': '移出阅读清单',
  'saved.isOn': '它已在您的阅读清单中。',
  'saved.isOff': '它已不在您的阅读清单中。',
  'saved.full': {
    other: '您的阅读清单已有 {n} 篇论文，已满。请先移出一些。',
  },
  'saved.removed': '已移出您的阅读清单。',
  'saved.none': '还没有论文。邮件中论文下方的“更多”会打开带有“加入阅读清单”的页面。',
  'saved.download': '下载清单：{links}。',
  'saved.listAs': '此清单，{format} 格式',
  'saved.back': '返回您的设置',
  'library.title': '您的文献库',
  'library.back': '返回您的论文',
  'library.broken': '文件未完整到达。',
  'library.choose': '请选择文件，或粘贴列表。',
  'library.tooMany': {
    other: '每小时最多上传 {n} 次。没有任何更改。请稍后再试。',
  },
  'library.notRead': '未能读取。英文说明：',
  'library.gone': '所显示的内容已不再保留。没有任何更改。请重新上传文件。',
  'library.kept': '已保存。下一封邮件将结合您的文献库排序。',
  'library.nothingChosen': '没有选择任何内容。',
  'library.forgotten': '已删除。您的文献库不再影响您的邮件。',
  'library.countsHalf': '已保存。您的文献库按一半计算。',
  'library.countsWhole': '已保存。您的文献库完全计算。',
  'library.understood': '我们的理解',
  'library.counts': {
    other: '{n} 篇论文，{abstracts} 篇有摘要，{known} 篇在我们的目录中。尚无任何更改。',
  },
  'library.words': '其特点：{words}。',
  'library.use': '使用此文献库',
  'library.followToo': '也关注这些主题',
  'library.rejected': {
    other: '{n} 条未读取',
  },
  'library.line': '第 {line} 行',
  'library.lineOf': '第 {line} 行（{key}）',
  'library.more': {
    other: '另有 {n} 条',
  },
  'library.whatWeKeep': '我们保存的内容',
  'library.half': {
    other: '{n} 篇论文，上传于 {date}。按一半计算。',
  },
  'library.whole': {
    other: '{n} 篇论文，上传于 {date}。完全计算。',
  },
  'library.neverTheFile': '我们保存 arXiv 编号和体现其特点的词，绝不保存文件。',
  'library.countWhole': '完全计算',
  'library.countHalf': '按一半计算',
  'library.delete': '删除我的文献库',
  'library.bring': '导入您的文献库',
  'library.how': [
    '上传您的文献管理软件导出的内容：BibTeX、RIS、CSL-JSON、Zotero RDF 或 CSV、EndNote ',
    'XML。我们读取并展示我们的理解，在您同意之前不保存任何内容。',
  ],
  'library.files': '文件，最大 10 MB',
  'library.paste': '或粘贴 arXiv 编号、DOI、链接、标题，或几个描述您工作的词',
  'library.read': '读取文献库',
};
