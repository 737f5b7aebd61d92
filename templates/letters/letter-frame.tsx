import {createContext, Fragment, type ReactNode, useContext} from 'react';
import {Body, Container, Head, Heading, Hr, Html, Link, Section, Text} from 'react-email';
import type {Say, Speech} from '../languages/speech.ts';
import {preheaderPadding} from '../preheader.ts';
import {type Accents, ourAccents, theme} from '../theme.ts';

const {light, dark, fonts, type, space, width, logo} = theme;

/** Who a letter comes from, as far as a reader sees it. */
export type LetterSender = {
  /** The instance's name. */
  name: string;
  /** Without a slash at the end. */
  publicUrl: string;
  postalAddress: string | null;
  /** A picture in place of the name; null for the name in letters. */
  logoUrl: string | null;
  accents: Accents;
  /** What the operator says at the end; null for nothing. */
  footer: string | null;
  /** The language of the letter. */
  speech: Speech;
  say: Say;
};

type Frame = {
  sender: LetterSender;
  heading: string;
  /** What an inbox shows after the subject, 40 to 110 characters. */
  preheader: string;
  /** Why this person gets this letter. */
  why: string;
  /** The site's address at the end leads there, unless the letter has one link alone. */
  site?: 'link' | 'text';
  children: ReactNode;
};

// Clients that know dark mode take these; the others keep the inline colours.
const coloursWith = (accents: Accents) => `.ground { background-color: ${light.ground}; }
@media (max-width: 480px) {
.page td { padding: 8px ${space.phoneEdge}px 28px !important; }
.picks td { padding: 0 !important; }
.picks a { display: block; padding: 13px 0; }
.alone a { display: block; padding: 13px 0; }
}
@media (prefers-color-scheme: dark) {
.ground { background-color: ${dark.ground} !important; }
.ink { color: ${dark.ink} !important; }
.quiet { color: ${dark.quiet} !important; }
.accent { color: ${accents.dark} !important; }
.rule { border-color: ${dark.rule} !important; }
.action-button { background-color: ${accents.dark} !important; color: ${dark.ground} !important; }
}`;

/** What links and the button take their colour from. */
const AccentsOfLetter = createContext(ourAccents);

const lengths = ({size, line}: {size: number; line: number}) => ({
  fontSize: `${size}px`,
  lineHeight: `${line}px`,
});

// Thunderbird drops media rules, and takes the colour from a rule that names no ground of its own; others may
// drop what they don't know, so that these rules stand in a style sheet of their own. Behind :root they are
// hidden from litehtml (Claws Mail), which takes light-dark() for black.
const eitherColours = (accents: Accents) => {
  const either = (name: 'ground' | 'ink' | 'quiet') => `light-dark(${light[name]},${dark[name]})`;
  const onGround = (colour: string) =>
    `background-color: ${either('ground')} !important; color: ${colour} !important;`;
  return `:root .ground, :root .ink { ${onGround(either('ink'))} }
:root .quiet { ${onGround(either('quiet'))} }
:root .accent { ${onGround(`light-dark(${accents.light},${accents.dark})`)} }
:root .action-button { background-color: light-dark(${accents.light},${accents.dark}) !important;
color: ${either('ground')} !important; }`;
};

const hidden = {display: 'none', maxHeight: 0, overflow: 'hidden', msoHide: 'all'};

const LetterHead = ({sender, heading}: Pick<Frame, 'sender' | 'heading'>) => (
  <Head>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="supported-color-schemes" content="light dark" />
    <title>{heading}</title>
    <style>{coloursWith(sender.accents)}</style>
    <style>{eitherColours(sender.accents)}</style>
  </Head>
);

/** The frame of every letter: masthead, heading, what it says, why it came and from whom. */
export const LetterFrame = ({sender, heading, preheader, why, site = 'link', children}: Frame) => (
  <AccentsOfLetter value={sender.accents}>
    <Html lang={sender.speech.language.code} dir={sender.speech.language.dir}>
      <LetterHead sender={sender} heading={heading} />
      <Body
        lang={sender.speech.language.code}
        dir={sender.speech.language.dir}
        className="ground"
        style={{backgroundColor: light.ground, margin: 0, padding: 0}}
      >
        <div style={hidden}>
          {preheader}
          {preheaderPadding}
        </div>
        {/* Body's own table copies its inline colours to a cell that no class reaches. */}
        <Section className="ground" style={{backgroundColor: light.ground}}>
          <Container
            className="page"
            style={{maxWidth: `${width}px`, padding: `22px ${space.mailEdge}px 36px`}}
          >
            <Text
              className="ink"
              style={{
                ...lengths(type.name),
                fontFamily: fonts.serif,
                color: light.ink,
                margin: 0,
                paddingBottom: '7px',
                borderBottom: '2px solid',
              }}
            >
              <Masthead {...sender} />
            </Text>
            <Heading
              className="ink"
              style={{
                ...lengths({size: 26, line: 32}),
                fontFamily: fonts.serif,
                fontWeight: 'normal',
                color: light.ink,
                margin: `18px 0 ${space.block}px`,
              }}
            >
              {heading}
            </Heading>
            {children}
            <Rule />
            <Quiet>{why}</Quiet>
            {sender.footer === null ? null : <Quiet>{sender.footer}</Quiet>}
            <SentBy sender={sender} site={site} />
          </Container>
        </Section>
      </Body>
    </Html>
  </AccentsOfLetter>
);

const SentBy = ({sender, site}: Pick<Frame, 'sender' | 'site'>) => {
  const {name, publicUrl, postalAddress, speech} = sender;
  const values = {name, ...(postalAddress === null ? {} : {address: postalAddress})};
  const parts = speech.sayInParts(postalAddress === null ? 'letter.sentBy' : 'letter.sentFrom', values);
  const link = site === 'text' ? publicUrl : <TextLink href={publicUrl}>{publicUrl}</TextLink>;
  return (
    <Quiet>
      {parts.map(part => (
        <Fragment key={'text' in part ? part.text : part.slot}>{'text' in part ? part.text : link}</Fragment>
      ))}
    </Quiet>
  );
};

const Masthead = ({name, logoUrl}: LetterSender) =>
  logoUrl === null ? (
    name
  ) : (
    <img
      src={logoUrl}
      alt={name}
      width={logo.width}
      height={logo.height}
      style={{...lengths(logo), border: 0, maxWidth: '100%'}}
    />
  );

const Rule = () => (
  <Hr
    className="rule"
    style={{borderTop: `1px solid ${light.rule}`, margin: `${space.block}px 0 ${2 * space.block}px`}}
  />
);

/** A paragraph. */
export const Sentence = ({children}: {children: ReactNode}) => (
  <Text
    className="ink"
    style={{
      ...lengths(type.body),
      fontFamily: fonts.sans,
      color: light.ink,
      margin: `0 0 ${2 * space.block}px`,
    }}
  >
    {children}
  </Text>
);

/** What a part of the letter is about, in bold above it. */
export const PartHead = ({children}: {children: ReactNode}) => (
  <Heading
    as="h2"
    className="ink"
    style={{
      ...lengths({size: 15, line: 20}),
      fontFamily: fonts.sans,
      color: light.ink,
      margin: '26px 0 4px',
    }}
  >
    {children}
  </Heading>
);

/** A paper as the mails show it, without a link: a letter that asks has one link alone. */
export const ShownPaper = ({title, reason}: {title: string; reason: string}) => (
  <Text
    className="ink"
    style={{
      ...lengths(type.briefTitle),
      fontFamily: fonts.serif,
      color: light.ink,
      margin: `${space.block}px 0 ${space.block}px`,
    }}
  >
    <span lang="en" dir="auto">
      {title}
    </span>
    <br />
    <span className="accent" style={{...reasonType, color: useContext(AccentsOfLetter).light}}>
      {reason}
    </span>
  </Text>
);

const reasonType = {...lengths(type.reason), fontStyle: 'italic'};

/** What needs no attention. */
export const Quiet = ({children}: {children: ReactNode}) => (
  <Text
    className="quiet"
    style={{
      ...lengths(type.small),
      fontFamily: fonts.sans,
      color: light.quiet,
      margin: `0 0 ${space.block}px`,
    }}
  >
    {children}
  </Text>
);

/** A link inside a sentence. */
export const TextLink = ({href, children}: {href: string; children: ReactNode}) => (
  <Link
    className="accent"
    href={href}
    style={{color: useContext(AccentsOfLetter).light, textDecoration: 'underline'}}
  >
    {children}
  </Link>
);

/** The one thing that the letter asks for. */
export const ActionButton = ({href, children}: {href: string; children: ReactNode}) => (
  <Text style={{...lengths(type.body), margin: `${2 * space.block}px 0`}}>
    <Link
      className="action-button"
      href={href}
      style={{
        backgroundColor: useContext(AccentsOfLetter).light,
        color: light.ground,
        display: 'inline-block',
        fontFamily: fonts.sans,
        fontWeight: 'bold',
        // In colours that a system forces on it the ground is gone, and the border still shows a button.
        border: '1px solid',
        padding: '10px 27px',
        textDecoration: 'underline',
      }}
    >
      {children}
    </Link>
  </Text>
);

type LinkLine = {
  /** A sentence that stands before the label. */
  before?: string;
  label: string;
  link: string;
};

/** A link as plain text has it: what it does, and its address on a line of its own. */
export const linkLine = (say: Say, {before, label, link}: LinkLine): string => {
  const line = say('letter.linkBelow', {label});
  return `${before === undefined ? line : `${before} ${line}`}\n${link}`;
};
