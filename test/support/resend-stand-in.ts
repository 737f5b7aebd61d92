export {startResendStandIn} from '../../chaos/resend-stand-in/stand-in.mjs';
export type {
  AcceptedMail,
  Chaos,
  Fault,
  FaultPlan,
  ResendStandIn,
  SeenCall,
  StandInOptions,
} from '../../chaos/resend-stand-in/types.ts';
